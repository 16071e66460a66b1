package dev.messenger.adapter.jdbc;

import dev.messenger.adapter.jdbc.shared.ConnectionSource;
import dev.messenger.adapter.jdbc.shared.Outage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tries whether a database stores data (rule O6). An empty table that forgets takes a new file for what is written into it, so that a disk
 * without room shows; the rows are rolled back. Thread-safe.
 */
final class DatabaseHealth {

    private static final int ANSWER_MILLIS = 2_500;

    /** Who has the table locked reads it, as a dump does. */
    private static final String BEGIN = "set local statement_timeout = 2000; set local lock_timeout = 200";

    /** A quarter of a megabyte, unlogged. */
    private static final String WRITE = """
            truncate write_probe;
            insert into write_probe select repeat('.', 1000) from generate_series(1, 250)
            """;

    private final ConnectionSource connections;

    DatabaseHealth(ConnectionSource connections) {
        this.connections = connections;
    }

    /** What keeps the database from storing data, as a sentence; empty when nothing does. Answers within a few seconds. */
    Optional<String> trouble() {
        try (Connection connection = connections.open()) {
            connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
            connection.setAutoCommit(false);
            write(connection);
            return Optional.empty();
        } catch (SQLException e) {
            Outage outage = Outage.of(e);
            if (outage != null) {
                connections.failed(outage);
            }
            return Optional.ofNullable(sentence(outage));
        }
    }

    private static void write(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BEGIN);
            statement.execute(WRITE);
        } catch (SQLException e) {
            rollBack(connection, e);
            throw e;
        }
        connection.rollback();
    }

    private static void rollBack(Connection connection, SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e); // the connection is lost, and its transaction with it
        }
    }

    /** A database that is busy, or has the table locked, answers. */
    private static @Nullable String sentence(@Nullable Outage outage) {
        return switch (outage) {
            case AWAY -> "The database does not answer.";
            case CROWDED -> "The database has no free connection.";
            case READ_ONLY -> "The database is read-only.";
            case FULL -> "The disk of the database is full.";
            case BUSY -> null;
            case null -> null;
        };
    }
}
