package dev.messenger.application.cache;

import java.time.Instant;
import java.util.Set;

/**
 * A cached value, fresh or stale.
 *
 * @param changed which of its tags have changed since it was read
 * @param expiresAt when it leaves the cache; a value derived from it leaves at the same time
 */
public record CacheHit<V>(V value, Set<CacheTag> changed, Instant expiresAt) {

    public boolean isFresh() {
        return changed.isEmpty();
    }
}
