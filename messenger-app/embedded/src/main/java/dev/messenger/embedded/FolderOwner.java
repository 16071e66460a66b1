package dev.messenger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps a server that runs as root off the data of another user (rule O8): that user's server could not use any more what root wrote or
 * took over.
 */
final class FolderOwner {

    private static final int ROOT = 0;

    private FolderOwner() {}

    /**
     * @param user that this server runs as; every other one than root meets the permissions of the system
     * @throws ServiceFailure if root would use a folder of somebody else
     */
    static void require(Path folder, int user) throws IOException {
        if (user != ROOT) {
            return;
        }
        int owner = of(folder);
        if (owner == ROOT) {
            owner = ownerInside(folder);
        }
        if (owner != ROOT) {
            throw new ServiceFailure(
                    "The data folder %s belongs to the user with the number %d, and this server runs as root: start it as that user."
                            .formatted(folder, owner));
        }
    }

    static int of(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /** The first owner inside who is neither root nor the account that root gives to PostgreSQL. */
    private static int ownerInside(Path folder) throws IOException {
        List<Path> children;
        try (Stream<Path> files = Files.list(folder)) {
            children = files.toList();
        }
        for (Path child : children) {
            int owner = of(child);
            if (owner != ROOT && owner != PostgresAccount.NOBODY) {
                return owner;
            }
        }
        return ROOT;
    }
}
