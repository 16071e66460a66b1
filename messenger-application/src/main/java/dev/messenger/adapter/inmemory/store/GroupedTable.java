package dev.messenger.adapter.inmemory.store;

import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Stream;

/** Rows by two ids. Those with the same first id are a group, in the order of the second. */
public final class GroupedTable<V> extends Table<Key, V> {

    GroupedTable(InMemoryTransactions transactions) {
        super(transactions);
    }

    /** The rows of a group, in ascending order; consume the stream in the transaction. */
    public Stream<V> of(long group) {
        return after(group, Long.MIN_VALUE);
    }

    /** The rows of a group beyond the second id {@code after}, in ascending order. */
    public Stream<V> after(long group, long after) {
        return between(group, after, Long.MAX_VALUE).values().stream();
    }

    /** The rows of a group between two second ids, both exclusive, in descending order. */
    public Stream<V> descending(long group, long after, long before) {
        return between(group, after, before).descendingMap().values().stream();
    }

    /** The second ids of a group, in ascending order. */
    public List<Long> idsOf(long group) {
        return between(group, Long.MIN_VALUE, Long.MAX_VALUE).keySet().stream()
                .map(Key::second)
                .toList();
    }

    /** Removes the rows of a group. */
    public void removeAllOf(long group) {
        idsOf(group).forEach(id -> remove(new Key(group, id)));
    }

    private NavigableMap<Key, V> between(long group, long after, long before) {
        return rows().subMap(new Key(group, after), false, new Key(group, before), false);
    }
}
