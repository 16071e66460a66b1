package dev.messenger.app.faults;

import java.nio.file.Path;

/**
 * Something that goes wrong under a server.
 *
 * @param name of the command's option and of the table
 * @param setting what the servers run on
 * @param trouble what happens
 */
record Fault(String name, Setting setting, Trouble trouble) {

    /** What the servers run on. */
    enum Setting {
        EMBEDDED,
        EXTERNAL,
        TWO_NODES;

        Site open(Path folder) {
            return switch (this) {
                case EMBEDDED -> Site.embedded(folder);
                case EXTERNAL -> Site.external(folder, 1);
                case TWO_NODES -> Site.external(folder, 2);
            };
        }
    }

    /** What happens at a site. */
    @FunctionalInterface
    interface Trouble {

        /** Begins it, and returns what ends it. */
        Runnable begin(Site site);
    }
}
