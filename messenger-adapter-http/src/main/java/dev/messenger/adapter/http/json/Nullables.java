package dev.messenger.adapter.http.json;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Helps to fill nullable components of responses. */
public final class Nullables {

    private Nullables() {}

    /** The converted value; null stays null. */
    public static <T, R> @Nullable R map(@Nullable T value, Function<? super T, ? extends @Nullable R> conversion) {
        return value == null ? null : conversion.apply(value);
    }
}
