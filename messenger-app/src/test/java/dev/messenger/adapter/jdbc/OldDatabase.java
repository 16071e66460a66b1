package dev.messenger.adapter.jdbc;

import dev.messenger.app.testing.RealServices;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases as earlier releases left them. */
final class OldDatabase {

    private OldDatabase() {}

    /** URL of a new database with the tables of {@code version}, and nothing in them. */
    static String of(String version) {
        String url = RealServices.freshDatabase();
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:dev/messenger/adapter/jdbc/migration")
                .table("messenger_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(version)
                .load()
                .migrate();
        return url;
    }
}
