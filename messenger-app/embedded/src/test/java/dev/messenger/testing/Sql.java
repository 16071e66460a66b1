package dev.messenger.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Reads and changes the database of a server under test. Each call opens its own connection.
 *
 * @param url JDBC URL with user and password
 */
public record Sql(String url) {

    /** Runs statements without a result. */
    public void run(String statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(statements, e);
        }
    }

    /** The first column of the only row of a query, as text. */
    public String text(String query) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** The first column of the only row of a query. */
    public long number(String query) {
        return Long.parseLong(text(query));
    }

    /** Runs {@code statements} in a transaction that keeps its locks until it is closed, which rolls it back. */
    public Held hold(String statements) {
        try {
            Connection connection = DriverManager.getConnection(url);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(statements);
            }
            return new Held(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(statements, e);
        }
    }

    /** An open transaction. */
    public record Held(Connection connection) implements AutoCloseable {

        @Override
        public void close() {
            try {
                connection.rollback();
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
