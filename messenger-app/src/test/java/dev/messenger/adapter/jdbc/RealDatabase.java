package dev.messenger.adapter.jdbc;

import dev.messenger.app.testing.RealServices;

/** One database with the schema of the messenger, shared by the tests of this process: each makes its own users and chats. */
final class RealDatabase {

    private static final JdbcStore STORE = JdbcStore.open(RealServices.freshDatabase());

    private RealDatabase() {}

    /** The shared store; it stays open until the process ends. */
    static JdbcStore store() {
        return STORE;
    }
}
