package dev.messenger.adapter.http.json;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of an update request, where "not mentioned" and "set to null" differ (rule U4).
 *
 * <p>As a record component, {@code Patch<String>} takes a value or is left out, and a {@code null} is refused with 422;
 * {@code Patch<@Nullable String>} takes {@code null} too. Neither is ever required.
 *
 * @param <T> the type of the value, {@code @Nullable} when the field can be cleared
 */
public sealed interface Patch<T extends @Nullable Object> {

    /** The field is not mentioned: leave what is there. */
    record Absent<T extends @Nullable Object>() implements Patch<T> {}

    /** The field is mentioned: {@code value} is to stand there from now on. */
    record Given<T extends @Nullable Object>(T value) implements Patch<T> {}

    /** A field that is not mentioned. */
    static <T extends @Nullable Object> Patch<T> absent() {
        return new Absent<>();
    }

    /** A field that is mentioned, be it with {@code null} where its type allows that. */
    static <T extends @Nullable Object> Patch<T> of(T value) {
        return new Given<>(value);
    }

    /** Whether the field is mentioned. */
    default boolean isGiven() {
        return this instanceof Given<T>;
    }

    /** The value that stands after the update: the given one, else {@code current}. */
    default T orElse(T current) {
        return switch (this) {
            case Absent<T> ignored -> current;
            case Given<T> given -> given.value();
        };
    }

    /** Hands the value on if the field is mentioned. */
    default void ifGiven(Consumer<? super T> action) {
        if (this instanceof Given<T> given) {
            action.accept(given.value());
        }
    }

    /** The same field with its value translated, such as from text to a domain type. */
    default <R extends @Nullable Object> Patch<R> map(Function<? super T, ? extends R> translation) {
        return switch (this) {
            case Absent<T> ignored -> absent();
            case Given<T> given -> of(translation.apply(given.value()));
        };
    }
}
