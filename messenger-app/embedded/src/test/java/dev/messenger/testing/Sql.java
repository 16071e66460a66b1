package dev.messenger.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A look behind the server, into its database, and a hand in it. Each call is a connection of its own.
 *
 * @param url JDBC URL with user and password
 */
public record Sql(String url) {

    /** Runs statements that answer nothing. */
    public void run(String statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(statements, e);
        }
    }

    /** The first column of the one row of a query, as text. */
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

    /** The first column of the one row of a query. */
    public long number(String query) {
        return Long.parseLong(text(query));
    }

    /** A transaction that has run {@code statements} and holds its locks until it is closed, which rolls it back. */
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
