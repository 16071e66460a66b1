package dev.messenger.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the output of a child process to a file of bounded size: a full file is renamed to {@code <name>.1} and a new one follows.
 * Thread-safe.
 */
final class BoundedLog {

    private static final Logger log = LoggerFactory.getLogger(BoundedLog.class);
    private static final long MAX_BYTES = 4L << 20;
    private static final int REMEMBERED_LINES = 30;

    private final Path file;
    private final Deque<String> recent = new ArrayDeque<>();
    private long size;

    /**
     * @param folder of the file; created when missing
     * @param name of the file; an existing one is appended to
     */
    BoundedLog(Path folder, String name) {
        this.file = folder.resolve(name);
        try {
            DataFolder.createPrivate(folder);
            this.size = Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return file;
    }

    /** Copies a stream until its end, on a daemon thread. */
    Thread follow(InputStream output) {
        return Thread.ofPlatform().daemon().name("log-" + file.getFileName()).start(() -> copy(output));
    }

    /** The last lines since the last {@link #forget()}, oldest first. */
    synchronized String recent() {
        return String.join("\n", recent);
    }

    /** The last of these lines that contains one of the texts, to say why a process ended. */
    String lastLine(String... texts) {
        return recent().lines()
                .filter(line -> Arrays.stream(texts).anyMatch(line::contains))
                .reduce((first, last) -> last)
                .orElse("it ended without a message");
    }

    /** Clears the remembered lines but not the file. */
    synchronized void forget() {
        recent.clear();
    }

    private void copy(InputStream output) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            // A process may end in the middle of a read.
            log.debug("Output for {} ended", file, e);
        }
    }

    private synchronized void add(String line) {
        recent.addLast(line);
        if (recent.size() > REMEMBERED_LINES) {
            recent.removeFirst();
        }
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            if (size + bytes.length > MAX_BYTES) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                size = 0;
            }
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            size += bytes.length;
        } catch (IOException e) {
            // Keep reading although the disk is full: otherwise the child blocks on its output.
            log.debug("Cannot write to {}", file, e);
        }
    }
}
