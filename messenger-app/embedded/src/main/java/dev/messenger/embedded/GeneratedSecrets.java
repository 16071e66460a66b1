package dev.messenger.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * Secrets that are generated once and stored as files in {@code secrets} of the data folder, readable by their owner alone. Thread-safe;
 * the caller locks the data folder against other processes.
 */
public final class GeneratedSecrets {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    /** @param dataDir the data folder; its {@code secrets} folder is created with the first secret */
    public GeneratedSecrets(Path dataDir) {
        this.folder = dataDir.toAbsolutePath().resolve("secrets");
    }

    /**
     * The secret of that name, generated at the first call. A crash leaves the whole secret or none.
     *
     * @param name file name of the secret
     * @param bytes of randomness in a new secret
     * @return letters, digits, {@code -} and {@code _}; four characters for three bytes
     * @throws ServiceFailure if the file is empty or cannot be read or written
     */
    public synchronized String getOrCreate(String name, int bytes) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                create(file, bytes);
            }
            String secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new ServiceFailure(
                        "The secret in " + file + " is empty: restore it, or delete the file to get a new one.");
            }
            if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
            return secret;
        } catch (IOException e) {
            throw new ServiceFailure("The secret in " + file + " cannot be read or written: " + e, e);
        }
    }

    private void create(Path file, int bytes) throws IOException {
        DataFolder.createPrivate(folder);
        byte[] material = new byte[bytes];
        random.nextBytes(material);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(material);
        Path draft = folder.resolve(file.getFileName() + ".new");
        writePrivate(draft, secret);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(folder);
    }

    /** Writes a file that its owner alone can read, and flushes it to the disk; replaces an existing one. */
    static void writePrivate(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer content = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
    }

    /** Flushes the folder, so that a rename or a new file survives a power failure. */
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
