package dev.messenger.adapter.http.json;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of an update request, where "absent" and "null" differ (rule U4).
 *
 * <p>A record component {@code Patch<String>} may be absent, but {@code null} is refused with 422;
 * {@code Patch<@Nullable String>} accepts {@code null} too. Neither is ever required.
 *
 * @param <T> the type of the value, {@code @Nullable} when the field can be cleared
 */
public sealed interface Patch<T extends @Nullable Object> {

    /** The field is absent: keep the current value. */
    record Absent<T extends @Nullable Object>() implements Patch<T> {}

    /** The field is present: set {@code value}. */
    record Given<T extends @Nullable Object>(T value) implements Patch<T> {}

    /** An absent field. */
    static <T extends @Nullable Object> Patch<T> absent() {
        return new Absent<>();
    }

    /** A present field; the value may be {@code null} where its type allows that. */
    static <T extends @Nullable Object> Patch<T> of(T value) {
        return new Given<>(value);
    }

    /** Whether the field is present. */
    default boolean isGiven() {
        return this instanceof Given<T>;
    }

    /** The value after the update: the given one, else {@code current}. */
    default T orElse(T current) {
        return switch (this) {
            case Absent<T> ignored -> current;
            case Given<T> given -> given.value();
        };
    }

    /** The same field with a converted value, such as a domain type instead of a text. */
    default <R extends @Nullable Object> Patch<R> map(Function<? super T, ? extends R> conversion) {
        return switch (this) {
            case Absent<T> ignored -> absent();
            case Given<T> given -> of(conversion.apply(given.value()));
        };
    }
}
