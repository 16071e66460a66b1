package dev.messenger.application.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache as fresh as the database: a read sees every change that any node committed before the read began. Evicts the least recently used
 * entries when it is full. In a transaction it is bypassed, since a transaction sees changes that nobody else sees. Thread-safe.
 *
 * @param <V> unmodifiable
 */
public final class CoherentCache<K, V> {

    private final InvalidationLog log;
    private final InstantSource clock;

    /** A change by hand in the database writes no event. This bounds how long it goes unnoticed. */
    private final Duration maxAge;

    private final long maxBytes;

    private final Object lock = new Object();
    private final Map<K, Slot<V>> slots = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    CoherentCache(InvalidationLog log, InstantSource clock, Duration maxAge, long maxBytes) {
        this.log = log;
        this.clock = clock;
        this.maxAge = maxAge;
        this.maxBytes = maxBytes;
    }

    private static final class Slot<V> {

        private final CacheEntry<V> entry;
        private final Instant expiresAt;

        /** Up to this version none of its tags had changed. */
        private volatile long validAt;

        Slot(CacheEntry<V> entry, Instant expiresAt, long version) {
            this.entry = entry;
            this.expiresAt = expiresAt;
            this.validAt = version;
        }
    }

    /** The fresh value of {@code key}: from the cache, or from {@code read}, which runs on this thread. */
    public V get(K key, ReadIndex index, Supplier<CacheEntry<V>> read) {
        CacheHit<V> hit = find(key, index);
        if (hit != null && hit.isFresh()) {
            return hit.value();
        }
        CacheEntry<V> entry = read.get();
        put(key, entry, index, null);
        return entry.value();
    }

    /** The cached value of {@code key}, fresh or stale; null when there is none or the log no longer knows what has changed. */
    public @Nullable CacheHit<V> find(K key, ReadIndex index) {
        Slot<V> slot = index.isCacheable() ? slot(key) : null;
        if (slot == null) {
            return null;
        }
        index.catchUp();
        Set<CacheTag> changed = log.changedSince(slot.validAt, slot.entry.tags());
        if (changed == null) {
            return null;
        }
        if (changed.isEmpty()) {
            slot.validAt = Math.max(slot.validAt, index.version());
        }
        return new CacheHit<>(slot.entry.value(), changed, slot.expiresAt);
    }

    /**
     * Replaces the entry of {@code key}.
     *
     * @param index created before the entry was read
     * @param source from which the entry was derived, so that both expire at the same time; null when all of it was read
     */
    public void put(K key, CacheEntry<V> entry, ReadIndex index, @Nullable CacheHit<V> source) {
        if (index.isCacheable()) {
            Instant expiresAt = source == null ? clock.instant().plus(maxAge) : source.expiresAt();
            put(key, new Slot<>(entry, expiresAt, index.version()));
        }
    }

    private @Nullable Slot<V> slot(K key) {
        synchronized (lock) {
            Slot<V> slot = slots.get(key);
            if (slot != null && !clock.instant().isBefore(slot.expiresAt)) {
                release(slots.remove(key));
                return null;
            }
            return slot;
        }
    }

    private void put(K key, Slot<V> slot) {
        synchronized (lock) {
            if (slot.entry.bytes() == CacheEntry.UNCACHED || slot.entry.bytes() > maxBytes) {
                release(slots.remove(key));
                return;
            }
            release(slots.put(key, slot));
            bytes += slot.entry.bytes();
            Iterator<Slot<V>> eldest = slots.values().iterator();
            while (bytes > maxBytes) {
                release(eldest.next());
                eldest.remove();
            }
        }
    }

    private void release(@Nullable Slot<V> removed) {
        if (removed != null) {
            bytes -= removed.entry.bytes();
        }
    }
}
