package dev.messenger.application.shared;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;

/**
 * A page of answers. What does not change between two questions is the same object on both pages, so that what is made of it for
 * the outside can be made once. Unmodifiable, thread-safe.
 */
public final class Page<T> extends AbstractList<T> {

    private final List<Rendered<T>> elements;

    public Page(List<Rendered<T>> elements) {
        this.elements = List.copyOf(elements);
    }

    /** A page of what was not shown before. */
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

    /** What {@code render} makes of each: see {@link Rendered#by}. */
    public List<byte[]> renderings(Function<? super T, byte[]> render) {
        return elements.stream().map(element -> element.by(render)).toList();
    }
}
