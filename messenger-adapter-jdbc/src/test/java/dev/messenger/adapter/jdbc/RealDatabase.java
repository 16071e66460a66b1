package dev.messenger.adapter.jdbc;

import dev.messenger.testing.Sql;
import dev.messenger.testing.TestDatabases;

/** One migrated database for all tests of this JVM; each test creates its own users and chats. */
final class RealDatabase {

    private static final JdbcStore STORE = open();

    private RealDatabase() {}

    /** The shared store; it stays open until the process ends. */
    static JdbcStore store() {
        return STORE;
    }

    /** With {@code TEST_EXPANDED_SCHEMA=true} the schema grows under the open store, as when a later release migrates it. */
    private static JdbcStore open() {
        String url = TestDatabases.fresh();
        JdbcStore store = JdbcStore.open(url);
        if (Boolean.parseBoolean(System.getenv("TEST_EXPANDED_SCHEMA"))) {
            expand(url);
        }
        return store;
    }

    /** What a migration of a later release may do beside nodes of this one: every table gets columns, which this version does not know. */
    static void expand(String url) {
        new Sql(url).run("""
                do $$
                declare
                    one text;
                begin
                    for one in select tablename from pg_tables where schemaname = 'public' and tablename <> 'messenger_schema_history'
                    loop
                        execute format('alter table %I add column later text, add column later_count int not null default 0', one);
                    end loop;
                    create table later_table (id bigint primary key, text text not null);
                end
                $$
                """);
    }
}
