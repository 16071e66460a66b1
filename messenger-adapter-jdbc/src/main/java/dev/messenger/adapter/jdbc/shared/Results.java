package dev.messenger.adapter.jdbc.shared;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.StatementContext;

/** Results of two statements that run in one round trip. */
public final class Results {

    private Results() {}

    /**
     * What the second one found, where nobody reads what the first one did.
     *
     * @param first runs them
     * @throws SQLException when one of them fails
     */
    public static ResultSet second(Supplier<ResultSet> first, StatementContext statement) throws SQLException {
        Objects.requireNonNull(first.get());
        statement.getStatement().getMoreResults();
        return statement.getStatement().getResultSet();
    }
}
