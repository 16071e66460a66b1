package dev.messenger.adapter.jdbc;

import dev.messenger.testing.TestDatabases;


/** One database with the schema of the messenger, shared by the tests of this process: each makes its own users and chats. */
final class RealDatabase {

    private static final JdbcStore STORE = JdbcStore.open(TestDatabases.fresh());

    private RealDatabase() {}

    /** The shared store; it stays open until the process ends. */
    static JdbcStore store() {
        return STORE;
    }
}
