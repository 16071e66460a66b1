package dev.messenger.adapter.http.endpoint;

import dev.messenger.adapter.http.json.JsonType;
import dev.messenger.domain.shared.InvalidValue;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Turns id fields of request bodies into typed ids. */
public final class IdFields {

    private IdFields() {}

    /**
     * A typed id.
     *
     * @param field the key, for the error
     * @throws InvalidValue when the value is not positive or not below 2^53 (rule C2)
     */
    public static <T> T required(String field, long value, LongFunction<T> type) {
        if (value < 1 || value > JsonType.MAX_ID) {
            throw new InvalidValue(field, "must be " + Format.ID);
        }
        return type.apply(value);
    }

    /** As {@link #required}, but null stays null. */
    public static <T> @Nullable T optional(String field, @Nullable Long value, LongFunction<T> type) {
        return value == null ? null : required(field, value, type);
    }
}
