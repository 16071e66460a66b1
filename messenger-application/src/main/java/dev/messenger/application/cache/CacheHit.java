package dev.messenger.application.cache;

import java.time.Instant;
import java.util.Set;

/**
 * A kept answer.
 *
 * @param changed what of that which it was made of has changed since
 * @param end when it is no longer kept, nor what is made of it
 */
public record CacheHit<V>(V value, Set<Object> changed, Instant end) {

    /** Whether it still is the answer. */
    public boolean isGood() {
        return changed.isEmpty();
    }
}
