package dev.messenger.adapter.http.endpoint;

import java.util.function.LongFunction;

/**
 * A segment of the path, {@code {name}} in the path of the endpoint. Always present.
 *
 * @param name its name between the braces
 * @param format how its text is parsed
 * @param doc one sentence for the documentation, empty for none
 * @param <T> the type of its value
 */
public record PathParam<T>(String name, Format<T> format, String doc) implements Param<T> {

    /** A parameter of any format. */
    public static <T> PathParam<T> of(String name, Format<T> format) {
        return new PathParam<>(name, format, "");
    }

    /** An id: positive, below 2^53. */
    public static <T> PathParam<T> id(String name, LongFunction<T> type) {
        return of(name, Format.id(type));
    }

    /** The same parameter with a sentence for the documentation. */
    public PathParam<T> doc(String sentence) {
        return new PathParam<>(name, format, sentence);
    }
}
