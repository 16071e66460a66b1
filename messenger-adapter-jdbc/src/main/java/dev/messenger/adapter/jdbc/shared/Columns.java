package dev.messenger.adapter.jdbc.shared;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Reads columns as values of the domain. */
public final class Columns {

    private Columns() {}

    /** The stored form of an enumeration value: its name in lower case. */
    public static String nameOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A value of an enumeration. */
    public static <E extends Enum<E>> E named(ResultSet row, String column, Class<E> type) throws SQLException {
        return Enum.valueOf(type, text(row, column).toUpperCase(Locale.ROOT));
    }

    /** A value of an enumeration, or null. */
    public static <E extends Enum<E>> @Nullable E namedOrNull(ResultSet row, String column, Class<E> type)
            throws SQLException {
        String name = row.getString(column);
        return name == null ? null : Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }

    /** A text that is never null. */
    public static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    /** A value created from a text, or null. */
    public static <T> @Nullable T textOrNull(ResultSet row, String column, Function<String, T> type)
            throws SQLException {
        String value = row.getString(column);
        return value == null ? null : type.apply(value);
    }

    /** A value created from a number, or null. */
    public static <T> @Nullable T idOrNull(ResultSet row, String column, LongFunction<T> type) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : type.apply(value);
    }

    /** An array of texts that is never null. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = Objects.requireNonNull(row.getArray(column), column);
        return List.of((String[]) array.getArray());
    }

    /** An instant that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(row, column), column);
    }

    /** An instant, or null. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
