package dev.messenger.adapter.jdbc.shared;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.StatementContext;

/** Results of several statements that run in one round trip. */
public final class Results {

    private Results() {}

    /**
     * The result that comes after {@code skipped} others, which nobody reads.
     *
     * @param first runs the statements
     * @throws SQLException when one of them fails
     */
    public static ResultSet after(int skipped, Supplier<ResultSet> first, StatementContext statement)
            throws SQLException {
        Objects.requireNonNull(first.get());
        for (int i = 0; i < skipped; i++) {
            statement.getStatement().getMoreResults();
        }
        return statement.getStatement().getResultSet();
    }
}
