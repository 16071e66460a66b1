package dev.messenger.app;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes rare output at once and batches frequent output: at thousands of log lines a second, a system call for each took a twentieth of
 * the server's time.
 *
 * <p>A thread of its own writes the buffer within milliseconds, or the caller who fills it to {@value #MAX_BYTES} bytes. Nothing is dropped.
 * {@link #close()} writes the rest; later output is written at once. Thread-safe.
 */
final class GatheringStream extends OutputStream {

    static final int MAX_BYTES = 1 << 16;
    private static final long PAUSE = Duration.ofMillis(5).toNanos();

    private final OutputStream out;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(MAX_BYTES);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long written = System.nanoTime() - PAUSE;
    private boolean closed;

    /** @param out not buffered; is never closed */
    GatheringStream(OutputStream out) {
        this.out = out;
        Thread.ofPlatform().daemon().name("output").start(this::writeAfterPauses);
    }

    /** Replaces the standard output until the JVM shuts down. */
    static void underStandardOutput() {
        GatheringStream stream = new GatheringStream(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(stream, false, System.out.charset()));
        Runtime.getRuntime().addShutdownHook(new Thread(stream::close, "output-end"));
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            boolean first = buffer.size() == 0;
            buffer.write(bytes, offset, length);
            if (closed || buffer.size() >= MAX_BYTES || (first && System.nanoTime() - written >= PAUSE)) {
                writeBuffer();
            } else if (first) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
            writeBufferIfPossible();
        } finally {
            lock.unlock();
        }
    }

    private void writeAfterPauses() {
        lock.lock();
        try {
            while (!closed) {
                if (buffer.size() == 0) {
                    changed.awaitUninterruptibly();
                }
                lock.unlock();
                try {
                    LockSupport.parkNanos(PAUSE);
                } finally {
                    lock.lock();
                }
                writeBufferIfPossible();
            }
        } finally {
            lock.unlock();
        }
    }

    private void writeBufferIfPossible() {
        try {
            writeBuffer();
        } catch (IOException closedByReader) {
            buffer.reset(); // the server continues without output
        }
    }

    /** Discards what cannot be written. */
    private void writeBuffer() throws IOException {
        written = System.nanoTime();
        try {
            buffer.writeTo(out);
        } finally {
            buffer.reset();
        }
    }
}
