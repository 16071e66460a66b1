package dev.messenger.adapter.jdbc.shared;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.StatementContext;

/** The results of two statements that run in one round trip. */
public final class Results {

    private Results() {}

    /**
     * The result of the second statement; that of the first one is skipped.
     *
     * @param first runs both statements
     * @throws SQLException when one of them fails
     */
    public static ResultSet second(Supplier<ResultSet> first, StatementContext statement) throws SQLException {
        Objects.requireNonNull(first.get());
        statement.getStatement().getMoreResults();
        return statement.getStatement().getResultSet();
    }
}
