package dev.messenger.embedded;

import com.sun.security.auth.module.UnixSystem;
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

/** The folder with all data of one server, locked for other servers until {@link #close()} or the end of the process. */
final class DataFolder implements AutoCloseable {

    private static final String LOCK_FILE = ".lock";

    /**
     * The folders that this process has locked. They are checked before a lock file is opened: POSIX locks belong to the process, so that
     * closing a second channel on the file would drop the lock of the first.
     */
    private static final Set<Path> LOCKED = new HashSet<>();

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the folder when it is missing, accessible to its owner alone, and locks it.
     *
     * @throws ServiceFailure if another server has locked it, or it is not writable, or this server runs as root and the folder belongs to
     *     another user; nothing is changed then
     */
    static DataFolder open(Path folder) {
        return open(folder, Math.toIntExact(new UnixSystem().getUid()));
    }

    /** @param user that this server runs as */
    static DataFolder open(Path folder, int user) {
        try {
            Path path = createPrivate(folder.toAbsolutePath().normalize()).toRealPath();
            FolderOwner.require(path, user);
            synchronized (LOCKED) {
                if (LOCKED.contains(path)) {
                    throw inUse(path, "this process");
                }
                DataFolder opened = new DataFolder(path, lock(path));
                LOCKED.add(path);
                return opened;
            }
        } catch (IOException e) {
            String reason = e instanceof AccessDeniedException ? "permission denied" : e.toString();
            throw new ServiceFailure("The data folder " + folder + " cannot be used: " + reason + ".", e);
        }
    }

    /** The real, absolute path of the folder. */
    Path path() {
        return path;
    }

    /** Creates the folder, accessible to its owner alone, and its missing parents with the usual permissions. */
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
        synchronized (LOCKED) {
            LOCKED.remove(path);
            try {
                channel.close();
            } catch (IOException e) {
                // The lock ends with the process.
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
                throw inUse(path, "process " + owner(channel));
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

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
    }

    private static ServiceFailure inUse(Path path, String owner) {
        return new ServiceFailure("The data folder " + path + " is in use by another server (" + owner + ").");
    }
}
