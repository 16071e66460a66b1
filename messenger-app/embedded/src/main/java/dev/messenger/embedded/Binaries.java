package dev.messenger.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks programs that ship as resources, once per version, and removes those of earlier versions. It unpacks into a draft and renames
 * the complete draft, so that no half-unpacked program is ever run.
 */
final class Binaries {

    private Binaries() {}

    /** Unpacks an archive ({@code .txz}) below {@code home} and returns its folder. */
    static Path archive(String resource, Path home) throws IOException {
        return unpack(resource, home, (in, draft) -> {
            try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(tar, entry, draft);
                }
            }
        });
    }

    /** Unpacks a single program below {@code home} and returns its path. */
    static Path program(String resource, Path home) throws IOException {
        Path folder = unpack(resource, home, (in, draft) -> {
            Path program = draft.resolve(resource);
            Files.copy(in, program);
            makeExecutable(program);
        });
        return folder.resolve(resource);
    }

    /** Deletes a folder with its content, if it exists; does not follow links. */
    static void deleteTree(Path root) throws IOException {
        if (Files.exists(root)) {
            for (Path path : deepestFirst(root)) {
                Files.delete(path);
            }
        }
    }

    /** A folder with its content, each entry before the folder that contains it. */
    static List<Path> deepestFirst(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static Path unpack(String resource, Path home, Unpacking unpacking) throws IOException {
        @Nullable URL url = Binaries.class.getResource("/" + resource);
        if (url == null) {
            throw new ServiceFailure("The program archive " + resource + " is missing from the class path.");
        }
        URLConnection connection = url.openConnection();
        String prefix = resource + "-";
        Path target = home.resolve(prefix + fingerprint(connection));
        if (Files.isDirectory(target)) {
            return target;
        }
        removeOthers(home, prefix);
        Path draft = home.resolve(prefix + "draft");
        Files.createDirectories(draft);
        try (InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16)) {
            unpacking.run(in, draft);
        }
        return Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String fingerprint(URLConnection connection) throws IOException {
        return connection instanceof JarURLConnection jar
                ? Long.toHexString(jar.getJarEntry().getCrc())
                : Long.toHexString(connection.getContentLengthLong());
    }

    private static void removeOthers(Path home, String prefix) throws IOException {
        List<Path> others;
        try (Stream<Path> children = Files.list(home)) {
            others = children.filter(child -> child.getFileName().toString().startsWith(prefix))
                    .toList();
        }
        for (Path other : others) {
            deleteTree(other);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("Entry outside of the archive: " + entry.getName());
        }
        Files.createDirectories(entry.isDirectory() ? path : path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, root.resolve(entry.getLinkName()).normalize());
        } else if (entry.isFile()) {
            Files.copy(tar, path);
            if ((entry.getMode() & 0100) != 0) {
                makeExecutable(path);
            }
        }
    }

    private static void makeExecutable(Path program) throws IOException {
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @FunctionalInterface
    private interface Unpacking {
        void run(InputStream in, Path draft) throws IOException;
    }
}
