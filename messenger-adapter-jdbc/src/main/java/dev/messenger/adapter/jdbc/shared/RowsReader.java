package dev.messenger.adapter.jdbc.shared;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Converts the rows of a result to a value. */
@FunctionalInterface
public interface RowsReader<T> {

    T read(ResultSet rows) throws SQLException;
}
