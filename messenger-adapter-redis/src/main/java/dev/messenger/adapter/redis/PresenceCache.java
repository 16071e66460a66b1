package dev.messenger.adapter.redis;

import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Until when users are online, as this node read it within the last second. Thread-safe. */
final class PresenceCache {

    /** The longest time for which a change on another node goes unnoticed. */
    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final Map<UserId, Entry> entries = new ConcurrentHashMap<>();

    /**
     * @param until null when this node changed it and has not read it since
     * @param at {@link System#nanoTime}
     */
    private record Entry(@Nullable Long until, long at) {

        boolean isFresh(long now) {
            return now - at < MAX_AGE.toNanos();
        }
    }

    /**
     * Until when the user is online, in milliseconds, 0 when offline; null when there is no fresh entry.
     *
     * @param now {@link System#nanoTime}
     */
    @Nullable
    Long of(UserId user, long now) {
        Entry entry = entries.get(user);
        return entry == null || !entry.isFresh(now) ? null : entry.until;
    }

    /**
     * Stores an entry, unless a newer change or entry is known.
     *
     * @param at {@link System#nanoTime} before it was read
     */
    void put(UserId user, long until, long at) {
        entries.merge(user, new Entry(until, at), (known, late) -> known.at - late.at < 0 ? late : known);
    }

    /** Invalidates the entry of a user whom this node changes: only what is read from now on includes the change. */
    void invalidate(UserId user) {
        entries.put(user, new Entry(null, System.nanoTime()));
    }

    /** Removes entries that are too old to be used. */
    void removeOld() {
        long now = System.nanoTime();
        entries.values().removeIf(entry -> !entry.isFresh(now));
    }
}
