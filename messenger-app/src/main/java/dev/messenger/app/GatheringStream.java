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
 * Writes what comes seldom at once, and what comes in quick succession together: at thousands of lines of the log a second, a system call
 * for each took a twentieth of the server's time.
 *
 * <p>What is held back is written within milliseconds by a thread of its own, or by whoever makes it {@value #MAX_BYTES} bytes: nothing is
 * dropped, and nobody waits but for the system. {@link #close()} writes the rest; what comes after that is written at once. Thread-safe.
 */
final class GatheringStream extends OutputStream {

    static final int MAX_BYTES = 1 << 16;
    private static final long PAUSE = Duration.ofMillis(5).toNanos();

    private final OutputStream out;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(MAX_BYTES);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long written = System.nanoTime() - PAUSE;
    private boolean closed;

    /** @param out not buffered; is never closed */
    GatheringStream(OutputStream out) {
        this.out = out;
        Thread.ofPlatform().daemon().name("output").start(this::writeAfterPauses);
    }

    /** From now on the standard output gathers, until the JVM begins to stop. */
    static void underStandardOutput() {
        GatheringStream gathering = new GatheringStream(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(gathering, false, System.out.charset()));
        Runtime.getRuntime().addShutdownHook(new Thread(gathering::close, "output-end"));
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            boolean first = held.size() == 0;
            held.write(bytes, offset, length);
            if (closed || held.size() >= MAX_BYTES || (first && System.nanoTime() - written >= PAUSE)) {
                writeHeld();
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
            writeHeldIfPossible();
        } finally {
            lock.unlock();
        }
    }

    private void writeAfterPauses() {
        lock.lock();
        try {
            while (!closed) {
                if (held.size() == 0) {
                    changed.awaitUninterruptibly();
                }
                lock.unlock();
                try {
                    LockSupport.parkNanos(PAUSE);
                } finally {
                    lock.lock();
                }
                writeHeldIfPossible();
            }
        } finally {
            lock.unlock();
        }
    }

    private void writeHeldIfPossible() {
        try {
            writeHeld();
        } catch (IOException nobodyReads) {
            held.reset(); // the server goes on without
        }
    }

    /** What cannot be written is given up. */
    private void writeHeld() throws IOException {
        written = System.nanoTime();
        try {
            held.writeTo(out);
        } finally {
            held.reset();
        }
    }
}
