package dev.messenger.adapter.jdbc;

import dev.messenger.testing.TestDatabases;

/** One migrated database for all tests of this JVM; each test creates its own users and chats. */
final class RealDatabase {

    private static final JdbcStore STORE = JdbcStore.open(TestDatabases.fresh());

    private RealDatabase() {}

    /** The shared store; it stays open until the process ends. */
    static JdbcStore store() {
        return STORE;
    }
}
