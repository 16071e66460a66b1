package dev.messenger.application.shared;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value with its rendering, such as its JSON, which is computed at the first use. Thread-safe. */
public final class Rendered<T> {

    private final T value;
    private volatile byte @Nullable [] rendering;

    public Rendered(T value) {
        this.value = value;
    }

    public T value() {
        return value;
    }

    /**
     * The rendering of the value.
     *
     * @param render the same function in every call
     * @return must not be modified
     */
    public byte[] by(Function<? super T, byte[]> render) {
        byte[] known = rendering;
        if (known == null) {
            known = render.apply(value);
            rendering = known;
        }
        return known;
    }
}
