package dev.messenger.application.shared;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;

/**
 * A page of views. A view that does not change between two requests is the same object on both pages, so its JSON is written once.
 * Unmodifiable, thread-safe.
 */
public final class Page<T> extends AbstractList<T> {

    private final List<Rendered<T>> elements;

    public Page(List<Rendered<T>> elements) {
        this.elements = List.copyOf(elements);
    }

    /** A page of new views. */
    public static <T> Page<T> of(List<T> values) {
        return new Page<>(values.stream().map(Rendered::new).toList());
    }

    @Override
    public T get(int index) {
        return elements.get(index).value();
    }

    @Override
    public int size() {
        return elements.size();
    }

    /** The rendering of each element: see {@link Rendered#by}. */
    public List<byte[]> renderings(Function<? super T, byte[]> render) {
        return elements.stream().map(element -> element.by(render)).toList();
    }
}
