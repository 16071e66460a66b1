package dev.messenger.adapter.http.door;

import dev.messenger.domain.shared.InvalidValue;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Ids in request bodies. */
public final class Ids {

    private Ids() {}

    /**
     * An id from a body.
     *
     * @param field its key, for the error
     * @param type makes it a value of its own type
     * @throws InvalidValue when it is not positive or not below 2^53 (rule C2)
     */
    public static <T> T of(String field, long value, LongFunction<T> type) {
        if (value < 1 || value >= 1L << 53) {
            throw new InvalidValue(field, "must be a positive whole number below 2^53");
        }
        return type.apply(value);
    }

    /** {@link #of}, where null stays null. */
    public static <T> @Nullable T ofNullable(String field, @Nullable Long value, LongFunction<T> type) {
        return value == null ? null : of(field, value, type);
    }
}
