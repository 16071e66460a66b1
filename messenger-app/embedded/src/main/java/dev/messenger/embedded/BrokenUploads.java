package dev.messenger.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of uploads that a killed server left unfinished. S3Proxy writes an upload to a file beside the object, under the object's name and a
 * UUID, and renames it when it is complete; an upload that a client breaks off it removes itself.
 */
final class BrokenUploads {

    private static final Logger log = LoggerFactory.getLogger(BrokenUploads.class);
    private static final Pattern UNFINISHED =
            Pattern.compile(".+\\.\\w+-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private BrokenUploads() {}

    /** Removes them in the background, since there may be many objects; uploads that begin from now on stay. */
    static void removeFrom(Path objects) {
        Instant now = Instant.now();
        Thread.ofVirtual().name("broken-uploads").start(() -> {
            try {
                Files.walkFileTree(objects, new Removal(now));
            } catch (IOException e) {
                log.warn("Unfinished uploads stay in {}: {}", objects, e.toString());
            }
        });
    }

    private static final class Removal extends SimpleFileVisitor<Path> {

        private final Instant before;

        Removal(Instant before) {
            this.before = before;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (UNFINISHED.matcher(file.getFileName().toString()).matches()
                    && attributes.lastModifiedTime().toInstant().isBefore(before)) {
                Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
        }

        /** An object that is removed at the same time. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }
    }
}
