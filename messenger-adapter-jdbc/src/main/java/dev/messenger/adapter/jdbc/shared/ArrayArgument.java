package dev.messenger.adapter.jdbc.shared;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * An array that is bound directly, for statements that run for each message: Jdbi's own array binding looks up how to bind each
 * time, which costs more than the rest of such a statement.
 */
public final class ArrayArgument implements Argument {

    private final String type;
    private final @Nullable Object[] values;

    private ArrayArgument(String type, @Nullable Object[] values) {
        this.type = type;
        this.values = values;
    }

    /** A {@code bigint[]}, with an element for each of {@code rows}. */
    public static <R> ArrayArgument ofNumbers(List<R> rows, Function<R, @Nullable Long> column) {
        return new ArrayArgument("bigint", rows.stream().map(column).toArray(Long[]::new));
    }

    /** A {@code boolean[]}, with an element for each of {@code rows}. */
    public static <R> ArrayArgument ofTruths(List<R> rows, Function<R, Boolean> column) {
        return new ArrayArgument("boolean", rows.stream().map(column).toArray(Boolean[]::new));
    }

    /** A {@code text[]}, with an element for each of {@code rows}: for every type that PostgreSQL can cast from text. */
    public static <R> ArrayArgument ofTexts(List<R> rows, Function<R, @Nullable String> column) {
        return new ArrayArgument("text", rows.stream().map(column).toArray(String[]::new));
    }

    @Override
    public void apply(int position, PreparedStatement statement, StatementContext context) throws SQLException {
        statement.setArray(position, statement.getConnection().createArrayOf(type, values));
    }
}
