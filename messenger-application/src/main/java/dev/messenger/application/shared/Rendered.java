package dev.messenger.application.shared;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that is shown, perhaps again and again and on several pages, and what was made of it for the outside, which is made once.
 * Thread-safe.
 */
public final class Rendered<T> {

    private final T value;
    private volatile byte @Nullable [] rendering;

    public Rendered(T value) {
        this.value = value;
    }

    /** What is shown. */
    public T value() {
        return value;
    }

    /**
     * What {@code render} makes of it, such as its JSON. It is asked once or a few times, so that it has to be the same function everywhere.
     *
     * @return not to be changed
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
