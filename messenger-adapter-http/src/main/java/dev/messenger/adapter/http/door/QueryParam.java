package dev.messenger.adapter.http.door;

import dev.messenger.domain.shared.InvalidValue;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of the query string: {@code QueryParam.integer("limit", 1, 200).orElse(50)}.
 *
 * @param <T> the type of its value, {@code @Nullable} when it is optional without a default
 */
public final class QueryParam<T extends @Nullable Object> implements Param<T> {

    private final String name;
    private final Format<?> format;
    private final String doc;
    private final boolean required;
    private final T fallback;
    private final Reader<T> reader;

    private QueryParam(String name, Format<?> format, String doc, boolean required, T fallback, Reader<T> reader) {
        this.name = name;
        this.format = format;
        this.doc = doc;
        this.required = required;
        this.fallback = fallback;
        this.reader = reader;
    }

    /** A parameter of any format. */
    public static <T> Draft<T> of(String name, Format<T> format) {
        return new Draft<>(name, format, "");
    }

    /** A whole number between {@code min} and {@code max}, both included. */
    public static Draft<Integer> integer(String name, int min, int max) {
        return of(name, Format.integer(min, max));
    }

    /** An id: positive, below 2^53. */
    public static <T> Draft<T> id(String name, LongFunction<T> type) {
        return of(name, Format.id(type));
    }

    /** {@code true} or {@code false}. */
    public static Draft<Boolean> flag(String name) {
        return of(name, Format.FLAG);
    }

    /** Any text. */
    public static Draft<String> text(String name) {
        return of(name, Format.TEXT);
    }

    /** The {@code limit} of a list: 1 to 200 (rule C8). */
    public static QueryParam<Integer> limit(int fallback) {
        return integer("limit", 1, 200).doc("How many to return at most.").orElse(fallback);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Format<?> format() {
        return format;
    }

    @Override
    public String doc() {
        return doc;
    }

    /** Whether a request without it is refused. */
    public boolean isRequired() {
        return required;
    }

    /** The value of a request that does not mention it; null when there is none. */
    public @Nullable Object fallback() {
        return fallback;
    }

    /**
     * Its value in a request.
     *
     * @param text the decoded text, or null when the request does not mention the parameter
     * @throws InvalidValue when the text is not of the format, or the parameter is required and missing
     */
    T read(@Nullable String text) {
        if (text != null) {
            return reader.read(name, text);
        }
        if (required) {
            throw new InvalidValue(name, "is required");
        }
        return fallback;
    }

    private interface Reader<T extends @Nullable Object> {
        T read(String name, String text);
    }

    /**
     * A parameter whose absence is not decided yet.
     *
     * @param name its name
     * @param format how its text is read
     * @param doc one sentence for the documentation, empty for none
     * @param <T> the type of its value
     */
    public record Draft<T>(String name, Format<T> format, String doc) {

        /** The same parameter with a sentence for the documentation. */
        public Draft<T> doc(String sentence) {
            return new Draft<>(name, format, sentence);
        }

        /** A request that does not mention it gets {@code value}. */
        public QueryParam<T> orElse(T value) {
            return new QueryParam<>(name, format, doc, false, value, format::parse);
        }

        /** A request that does not mention it gets null. */
        public QueryParam<@Nullable T> optional() {
            return new QueryParam<@Nullable T>(name, format, doc, false, null, format::parse);
        }

        /** A request that does not mention it is refused with 422. */
        public QueryParam<T> required() {
            return new QueryParam<>(name, format, doc, true, absent(), format::parse);
        }

        @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"
        }) // never read: a required parameter has no fallback
        private static <T> T absent() {
            return null;
        }
    }
}
