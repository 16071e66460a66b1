package dev.messenger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a part of a disk free of uploads, for the database and the log beside them (rule D8). Uploads that run count in full, although a
 * part of them is on the disk already. Asking the file system takes microseconds. Thread-safe.
 */
final class DiskSpace {

    private static final Logger log = LoggerFactory.getLogger(DiskSpace.class);

    private final LongSupplier free;
    private final long minFree;
    private final AtomicLong running = new AtomicLong();
    private final AtomicBoolean low = new AtomicBoolean();

    /**
     * Watches a disk.
     *
     * @param free the bytes that this process may still write
     * @param minFree the bytes that stay free
     */
    DiskSpace(LongSupplier free, long minFree) {
        this.free = free;
        this.minFree = minFree;
    }

    /**
     * Watches the disk of a folder.
     *
     * @throws IOException when it is not known
     */
    static DiskSpace of(Path folder, long minFree) throws IOException {
        FileStore disk = Files.getFileStore(folder);
        return new DiskSpace(() -> usable(disk), minFree);
    }

    private static long usable(FileStore disk) {
        try {
            return disk.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("The free space of " + disk + " is not known", e);
        }
    }

    /** Whether there is room for so many bytes more. */
    boolean hasRoom(long bytes) {
        return hasRoomBeside(running.get(), bytes);
    }

    /** Takes room for an upload, which has to {@linkplain #release release} it at its end; false when there is none. */
    boolean reserve(long bytes) {
        if (hasRoomBeside(running.getAndAdd(bytes), bytes)) {
            return true;
        }
        release(bytes);
        return false;
    }

    /** Gives back what {@link #reserve} took. */
    void release(long bytes) {
        running.addAndGet(-bytes);
    }

    private boolean hasRoomBeside(long others, long bytes) {
        long left = free.getAsLong();
        boolean hasRoom = left - others - bytes >= minFree;
        if (low.compareAndSet(hasRoom, !hasRoom)) {
            report(left, hasRoom);
        }
        return hasRoom;
    }

    private void report(long left, boolean hasRoom) {
        if (hasRoom) {
            log.info("Uploads are accepted again: the disk has {} bytes free", left);
        } else {
            log.warn("Uploads are refused: the disk has {} bytes free, of which {} are kept free", left, minFree);
        }
    }
}
