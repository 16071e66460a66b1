package dev.messenger.adapter.http.json;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Converts values and lists to the components of responses. */
public final class Mapping {

    private Mapping() {}

    /** The converted value; null stays null. */
    public static <T, R> @Nullable R nullable(@Nullable T value, Function<T, R> conversion) {
        return value == null ? null : conversion.apply(value);
    }

    /** The converted elements, in the same order. */
    public static <T, R> List<R> list(List<T> values, Function<? super T, ? extends R> conversion) {
        return values.stream().<R>map(conversion).toList();
    }
}
