package dev.messenger.app;

import dev.messenger.app.config.Configuration;
import dev.messenger.app.config.StartupFailure;

/** The command after a backup was restored: ids go on above all earlier ones, and clients fetch everything again (rule R13). */
final class AfterRestore {

    /** The argument of the program. */
    static final String ARGUMENT = "--after-restore";

    private AfterRestore() {}

    /**
     * Begins an epoch in the database of {@code configuration}, and stops again.
     *
     * @return a line for the operator
     * @throws StartupFailure when the database cannot be used
     */
    static String run(Configuration configuration) {
        try (Resources resources = new Resources()) {
            Services services = Services.find(configuration, resources);
            resources.add(ServiceClients.database(services.databaseUrl())).beginEpoch();
            return "Cursors and ids go on above all earlier ones. Start the server: its clients fetch everything again.";
        }
    }
}
