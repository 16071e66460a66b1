package dev.messenger.adapter.jdbc.shared;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Hands out the connection that the thread has joined, which stays open, or else one of the source. Thread-safe. */
final class JoinableConnections implements ConnectionFactory {

    private final ConnectionSource source;

    /** Of the instance, not static: a thread may have joined connections to two databases. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Connection> joined = new ThreadLocal<>();

    JoinableConnections(ConnectionSource source) {
        this.source = source;
    }

    /**
     * From now on this thread uses {@code connection}.
     *
     * @throws IllegalStateException when the connection is closed or has auto-commit on
     */
    void join(Connection connection) {
        requireTransaction(connection);
        joined.set(connection);
    }

    /** From now on this thread uses connections of the source again. */
    void leave() {
        joined.remove();
    }

    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = joined.get();
        return connection == null ? source.open() : connection;
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        if (!connection.equals(joined.get())) {
            connection.close();
        }
    }

    private static void requireTransaction(Connection connection) {
        boolean autoCommit;
        try {
            autoCommit = connection.getAutoCommit();
        } catch (SQLException e) {
            throw new IllegalStateException("the connection to join is closed", e);
        }
        if (autoCommit) {
            throw new IllegalStateException(
                    "the connection to join has auto-commit on: there is no transaction to join");
        }
    }
}
