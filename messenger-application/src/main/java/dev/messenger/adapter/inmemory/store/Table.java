package dev.messenger.adapter.inmemory.store;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows by their keys, in the order of the keys. Rows are immutable values; a change replaces a row, and is undone when
 * the transaction fails. Every method requires a transaction, which also makes it thread-safe.
 */
public sealed class Table<K extends Comparable<? super K>, V> permits GroupedTable {

    private final InMemoryTransactions transactions;
    private final NavigableMap<K, V> rows = new TreeMap<>();

    Table(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    /** The row of a key, or empty. */
    public Optional<V> find(K key) {
        return Optional.ofNullable(rows().get(key));
    }

    /** Whether there is a row of this key. */
    public boolean has(K key) {
        return rows().containsKey(key);
    }

    /** Stores a row in place of the one of this key, if any. */
    public void put(K key, V row) {
        V before = rows().put(key, row);
        transactions.onRollback(() -> restore(key, before));
    }

    /** Changes the row of a key, if any. */
    public void update(K key, UnaryOperator<V> change) {
        find(key).ifPresent(row -> put(key, change.apply(row)));
    }

    /** Removes the row of a key, if any. */
    public void remove(K key) {
        V before = rows().remove(key);
        transactions.onRollback(() -> restore(key, before));
    }

    /** Removes the rows that {@code condition} holds for; looks at all of them. */
    public void removeIf(Predicate<? super V> condition) {
        List<K> doomed = rows().entrySet().stream()
                .filter(row -> condition.test(row.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        doomed.forEach(this::remove);
    }

    /** All rows, in ascending order; consume the stream in the transaction. */
    public Stream<V> all() {
        return rows().values().stream();
    }

    /** The lowest key, or empty. */
    public Optional<K> firstKey() {
        return Optional.ofNullable(rows().firstEntry()).map(Map.Entry::getKey);
    }

    /** The highest key, or empty. */
    public Optional<K> lastKey() {
        return Optional.ofNullable(rows().lastEntry()).map(Map.Entry::getKey);
    }

    NavigableMap<K, V> rows() {
        transactions.requireActive();
        return rows;
    }

    private void restore(K key, @Nullable V before) {
        if (before == null) {
            rows.remove(key);
        } else {
            rows.put(key, before);
        }
    }
}
