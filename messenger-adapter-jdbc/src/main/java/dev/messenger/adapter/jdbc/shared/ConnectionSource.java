package dev.messenger.adapter.jdbc.shared;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Where connections come from. Thread-safe. */
@FunctionalInterface
public interface ConnectionSource {

    /** A connection for the work of this thread, which closes it. */
    Connection open() throws SQLException;

    /** Learns that a statement failed because of {@code outage}, or that no connection could be opened. */
    default void failed(Outage outage) {}

    /** The connections of {@code dataSource}, whatever they are for. */
    static ConnectionSource of(DataSource dataSource) {
        return dataSource::getConnection;
    }
}
