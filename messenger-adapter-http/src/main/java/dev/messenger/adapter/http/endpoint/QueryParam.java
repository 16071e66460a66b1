package dev.messenger.adapter.http.endpoint;

import dev.messenger.domain.shared.InvalidValue;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of the query string: {@code QueryParam.integer("limit", 1, 200).orElse(50)}.
 *
 * @param name its name
 * @param format how its text is parsed
 * @param doc one sentence for the documentation, empty for none
 * @param isRequired whether a request without it is refused
 * @param fallback the value when a request leaves it out, null for none
 * @param <T> the type of its value, {@code @Nullable} when it is optional without a default
 */
public record QueryParam<T extends @Nullable Object>(
        String name,
        Format<?> format,
        String doc,
        boolean isRequired,
        @Nullable T fallback) implements Param<T> {

    /** A parameter of any format. */
    public static <T> Builder<T> of(String name, Format<T> format) {
        return new Builder<>(name, format, "");
    }

    /** A whole number between {@code min} and {@code max}, both included. */
    public static Builder<Integer> integer(String name, int min, int max) {
        return of(name, Format.integer(min, max));
    }

    /** An id: positive, below 2^53. */
    public static <T> Builder<T> id(String name, LongFunction<T> type) {
        return of(name, Format.id(type));
    }

    /** {@code true} or {@code false}. */
    public static Builder<Boolean> flag(String name) {
        return of(name, Format.FLAG);
    }

    /** Any text. */
    public static Builder<String> text(String name) {
        return of(name, Format.TEXT);
    }

    /** The {@code limit} of a list: 1 to 200 (rule C8). */
    public static QueryParam<Integer> limit(int fallback) {
        return integer("limit", 1, 200).doc("How many to return at most.").orElse(fallback);
    }

    /**
     * Its value in a request.
     *
     * @param text the decoded text, null when the request leaves the parameter out
     * @throws InvalidValue when the text has another format, or the parameter is required and missing
     */
    @Nullable
    Object read(@Nullable String text) {
        if (text != null) {
            return format.parse(name, text);
        }
        if (isRequired) {
            throw new InvalidValue(name, "is required");
        }
        return fallback;
    }

    /**
     * A parameter that does not say yet what its absence means. Immutable; has the components of {@link QueryParam}.
     *
     * @param <T> the type of its value
     */
    public record Builder<T>(String name, Format<T> format, String doc) {

        /** The same parameter with a sentence for the documentation. */
        public Builder<T> doc(String sentence) {
            return new Builder<>(name, format, sentence);
        }

        /** Its absence means {@code value}. */
        public QueryParam<T> orElse(T value) {
            return new QueryParam<>(name, format, doc, false, value);
        }

        /** Its absence means null. */
        public QueryParam<@Nullable T> optional() {
            return new QueryParam<@Nullable T>(name, format, doc, false, null);
        }

        /** Its absence is refused with 422. */
        public QueryParam<T> required() {
            return new QueryParam<>(name, format, doc, true, null);
        }
    }
}
