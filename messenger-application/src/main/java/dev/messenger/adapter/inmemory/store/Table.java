package dev.messenger.adapter.inmemory.store;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows by their key, in the order of the keys. Rows are immutable values; a change puts another one in their place, and
 * is undone when the transaction fails. To be used in a transaction alone, which also makes it thread-safe.
 */
public final class Table<K, V> {

    private final InMemoryTransactions transactions;
    private final NavigableMap<K, V> rows;

    Table(InMemoryTransactions transactions, Comparator<? super K> order) {
        this.transactions = transactions;
        this.rows = new TreeMap<>(order);
    }

    /** The row of a key, or empty. */
    public Optional<V> find(K key) {
        transactions.requireActive();
        return Optional.ofNullable(rows.get(key));
    }

    /** Whether there is a row of this key. */
    public boolean has(K key) {
        transactions.requireActive();
        return rows.containsKey(key);
    }

    /** Stores a row in place of the one of this key, if any. */
    public void put(K key, V row) {
        transactions.requireActive();
        V before = rows.put(key, row);
        transactions.onRollback(() -> restore(key, before));
    }

    /** Removes the row of a key, if any. */
    public void remove(K key) {
        transactions.requireActive();
        V before = rows.remove(key);
        transactions.onRollback(() -> restore(key, before));
    }

    /** Removes the rows that {@code condition} holds for; looks at all of them. */
    public void removeIf(Predicate<? super V> condition) {
        transactions.requireActive();
        List<K> doomed = rows.entrySet().stream()
                .filter(row -> condition.test(row.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        doomed.forEach(this::remove);
    }

    /** All rows, in ascending order; to be consumed in the transaction. */
    public Stream<V> all() {
        transactions.requireActive();
        return rows.values().stream();
    }

    /** Removes the rows from the first key to the second, both exclusive. */
    public void removeBetween(K low, K high) {
        transactions.requireActive();
        List.copyOf(rows.subMap(low, false, high, false).keySet()).forEach(this::remove);
    }

    /** Rows from the first key to the second, both exclusive, in ascending order; to be consumed in the transaction. */
    public Stream<V> between(K low, K high) {
        transactions.requireActive();
        return rows.subMap(low, false, high, false).values().stream();
    }

    /** The keys of {@link #between}. */
    public Stream<K> keysBetween(K low, K high) {
        transactions.requireActive();
        return rows.subMap(low, false, high, false).keySet().stream();
    }

    /** {@link #between} in descending order. */
    public Stream<V> betweenDescending(K low, K high) {
        transactions.requireActive();
        return rows.subMap(low, false, high, false).descendingMap().values().stream();
    }

    /** The lowest key, or empty. */
    public Optional<K> firstKey() {
        transactions.requireActive();
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.firstKey());
    }

    /** The highest key, or empty. */
    public Optional<K> lastKey() {
        transactions.requireActive();
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.lastKey());
    }

    private void restore(K key, @Nullable V before) {
        if (before == null) {
            rows.remove(key);
        } else {
            rows.put(key, before);
        }
    }
}
