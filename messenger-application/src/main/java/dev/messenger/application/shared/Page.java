package dev.messenger.application.shared;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of answers. As long as nothing in it changes, whoever asks for it may get the same object again and again; so that what is
 * made of it for the outside can be made once. Unmodifiable, thread-safe.
 */
public final class Page<T> extends AbstractList<T> {

    private final List<T> elements;
    private volatile byte @Nullable [] rendering;

    public Page(List<T> elements) {
        this.elements = List.copyOf(elements);
    }

    @Override
    public T get(int index) {
        return elements.get(index);
    }

    @Override
    public int size() {
        return elements.size();
    }

    /**
     * What {@code render} makes of this page, such as its JSON. It is asked once or a few times for each page, so that it has to be the
     * same function everywhere.
     *
     * @return not to be changed
     */
    public byte[] rendered(Function<? super List<T>, byte[]> render) {
        byte[] known = rendering;
        if (known == null) {
            known = render.apply(elements);
            rendering = known;
        }
        return known;
    }
}
