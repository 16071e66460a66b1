package dev.messenger.adapter.jdbc.shared;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * An array of values, which may be of the domain. It is bound directly: Jdbi's own array binding looks up how to bind each time, which
 * costs more than the rest of a statement that runs for each message.
 */
public final class ArrayArgument implements Argument {

    private final String type;
    private final @Nullable Object[] values;

    private ArrayArgument(String type, @Nullable Object[] values) {
        this.type = type;
        this.values = values;
    }

    /** A {@code bigint[]}. */
    public static ArrayArgument numbers(Collection<?> values) {
        return numbers(values, value -> value);
    }

    /** A {@code bigint[]}, with an element for each of {@code rows}. */
    public static <R> ArrayArgument numbers(Collection<R> rows, Function<R, ? extends @Nullable Object> column) {
        return new ArrayArgument(
                "bigint", rows.stream().map(column).map(DomainArguments::stored).toArray(Long[]::new));
    }

    /** A {@code boolean[]}, with an element for each of {@code rows}. */
    public static <R> ArrayArgument truths(Collection<R> rows, Function<R, Boolean> column) {
        return new ArrayArgument("boolean", rows.stream().map(column).toArray(Boolean[]::new));
    }

    /** A {@code text[]}. */
    public static ArrayArgument texts(Collection<?> values) {
        return texts(values, value -> value);
    }

    /** A {@code text[]}, with an element for each of {@code rows}: for every type that PostgreSQL can cast from text. */
    public static <R> ArrayArgument texts(Collection<R> rows, Function<R, ? extends @Nullable Object> column) {
        return new ArrayArgument(
                "text", rows.stream().map(column).map(DomainArguments::stored).toArray(String[]::new));
    }

    @Override
    public void apply(int position, PreparedStatement statement, StatementContext context) throws SQLException {
        statement.setArray(position, statement.getConnection().createArrayOf(type, values));
    }
}
