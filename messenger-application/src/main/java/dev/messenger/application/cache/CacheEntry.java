package dev.messenger.application.cache;

import java.util.Set;

/**
 * A value with what a cache has to know about it.
 *
 * @param tags whose change makes it stale. More may be added while it is cached, each before the database is read for it.
 * @param bytes about how much memory it takes
 */
public record CacheEntry<V>(V value, Set<CacheTag> tags, long bytes) {

    static final long UNCACHED = -1;

    /** A value that no cache stores. */
    public static <V> CacheEntry<V> uncached(V value) {
        return new CacheEntry<>(value, Set.of(), UNCACHED);
    }
}
