package dev.messenger.adapter.http.endpoint;

import dev.messenger.domain.shared.InvalidValue;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of the query string: {@code QueryParam.integer("limit", 1, 200).orElse(50)}.
 *
 * @param <T> the type of its value, {@code @Nullable} when it is optional without a default
 */
public final class QueryParam<T extends @Nullable Object> implements Param<T> {

    private final Builder<? extends T> declared;
    private final boolean required;
    private final @Nullable T fallback;

    private QueryParam(Builder<? extends T> declared, boolean required, @Nullable T fallback) {
        this.declared = declared;
        this.required = required;
        this.fallback = fallback;
    }

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

    @Override
    public String name() {
        return declared.name;
    }

    @Override
    public Format<?> format() {
        return declared.format;
    }

    @Override
    public String doc() {
        return declared.doc;
    }

    /** Whether a request without it is refused. */
    public boolean isRequired() {
        return required;
    }

    /** The value when a request leaves it out, null for none. */
    public @Nullable Object fallback() {
        return fallback;
    }

    /**
     * Its value in a request.
     *
     * @param text the decoded text, null when the request leaves the parameter out
     * @throws InvalidValue when the text has another format, or the parameter is required and missing
     */
    @Nullable
    T read(@Nullable String text) {
        if (text != null) {
            return declared.format.parse(declared.name, text);
        }
        if (required) {
            throw new InvalidValue(declared.name, "is required");
        }
        return fallback;
    }

    /**
     * A parameter that does not say yet what its absence means. Immutable.
     *
     * @param name its name
     * @param format how its text is parsed
     * @param doc one sentence for the documentation, empty for none
     * @param <T> the type of its value
     */
    public record Builder<T>(String name, Format<T> format, String doc) {

        /** The same parameter with a sentence for the documentation. */
        public Builder<T> doc(String sentence) {
            return new Builder<>(name, format, sentence);
        }

        /** Its absence means {@code value}. */
        public QueryParam<T> orElse(T value) {
            return new QueryParam<>(this, false, value);
        }

        /** Its absence means null. */
        public QueryParam<@Nullable T> optional() {
            return new QueryParam<@Nullable T>(this, false, null);
        }

        /** Its absence is refused with 422. */
        public QueryParam<T> required() {
            return new QueryParam<>(this, true, null);
        }
    }
}
