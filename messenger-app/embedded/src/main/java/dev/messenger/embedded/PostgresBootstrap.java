package dev.messenger.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Creates the role of the server, without special privileges, and its database. Idempotent: it completes an interrupted run. */
final class PostgresBootstrap {

    private static final String ROLE_STATEMENT = """
            SELECT format(CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = role.name)
                               THEN 'ALTER ROLE %I LOGIN CREATEDB PASSWORD %L'
                               ELSE 'CREATE ROLE %I LOGIN CREATEDB PASSWORD %L' END, role.name, role.password)
            FROM (SELECT ?::text AS name, ?::text AS password) AS role
            """;
    private static final String DATABASE_STATEMENT = """
            SELECT format('CREATE DATABASE %I OWNER %I', database.name, ?::text)
            FROM (SELECT ?::text AS name) AS database
            WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = database.name)
            """;

    private PostgresBootstrap() {}

    /**
     * @param superuser login of the superuser
     * @param application login that works afterwards
     */
    static void run(PostgresLogin superuser, PostgresLogin application) throws SQLException {
        try (Connection connection = superuser.connect()) {
            keepPasswordsOutOfLogs(connection);
            execute(connection, ROLE_STATEMENT, application.user(), application.password());
            execute(connection, DATABASE_STATEMENT, application.user(), application.database());
        }
        PostgresLogin inside =
                new PostgresLogin(superuser.port(), application.database(), superuser.user(), superuser.password());
        try (Connection connection = inside.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        }
    }

    private static void keepPasswordsOutOfLogs(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET log_min_error_statement = panic");
            statement.execute("SET pg_stat_statements.track_utility = off");
        }
    }

    /** Such statements take no bound values: a query lets the database quote them into a statement, which then runs. */
    private static void execute(Connection connection, String statementQuery, String first, String second)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(statementQuery)) {
            query.setString(1, first);
            query.setString(2, second);
            try (ResultSet row = query.executeQuery();
                    Statement statement = connection.createStatement()) {
                if (row.next()) {
                    statement.execute(row.getString(1));
                }
            }
        }
    }
}
