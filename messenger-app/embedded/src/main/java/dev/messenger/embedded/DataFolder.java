package dev.messenger.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a server keeps everything in, held by one server at a time. The hold ends with {@link #close()} or with the process,
 * whichever comes first.
 */
final class DataFolder implements AutoCloseable {

    private static final String LOCK_FILE = ".lock";

    /**
     * Folders held by this process. Asked before the lock file is opened: closing a second channel on that file would drop the lock of
     * the first (POSIX locks belong to the process, not to the channel).
     */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the folder when it is missing, readable by its owner alone, and takes hold of it.
     *
     * @throws ServiceFailure if another server holds it, or it cannot be written to
     */
    static DataFolder open(Path folder) {
        try {
            Path path = createPrivate(folder.toAbsolutePath().normalize()).toRealPath();
            synchronized (HELD) {
                if (HELD.contains(path)) {
                    throw inUse(path, "this process");
                }
                DataFolder held = new DataFolder(path, lock(path));
                HELD.add(path);
                return held;
            }
        } catch (IOException e) {
            String reason = e instanceof AccessDeniedException ? "permission denied" : e.toString();
            throw new ServiceFailure(
                    "The data folder " + folder + " cannot be used: " + reason
                            + ". Set DATA_DIR to a folder that this user may write to.",
                    e);
        }
    }

    /** The real, absolute path of the folder. */
    Path path() {
        return path;
    }

    /** Creates the folder, accessible to its owner alone, and its missing parents, which are not part of the data. */
    static Path createPrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @Override
    public void close() {
        synchronized (HELD) {
            HELD.remove(path);
            try {
                channel.close();
            } catch (IOException e) {
                // The lock ends with the process at the latest.
            }
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rw-------");
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK_FILE),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(ownerOnly));
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(path, "process " + holder(channel));
            }
            byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
    }

    private static ServiceFailure inUse(Path path, String holder) {
        return new ServiceFailure("The data folder " + path + " is in use by another server (" + holder
                + "). Stop that server, or set DATA_DIR to another folder.");
    }
}
