package dev.messenger.adapter.redis;

import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Until when people are online, as it was looked up on this node a moment ago. Thread-safe. */
final class PresenceCache {

    /** How long it goes unnoticed at most that another node saw someone come or go. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Map<UserId, Glance> glances = new ConcurrentHashMap<>();

    /**
     * @param until null when it changed here, and nobody has looked since
     * @param at {@link System#nanoTime}
     */
    private record Glance(@Nullable Long until, long at) {

        boolean isFresh(long now) {
            return now - at < FRESH.toNanos();
        }
    }

    /**
     * Until when someone is online, in milliseconds, 0 for not at all; null when it was not looked up lately.
     *
     * @param now {@link System#nanoTime}
     */
    @Nullable
    Long of(UserId user, long now) {
        Glance glance = glances.get(user);
        return glance == null || !glance.isFresh(now) ? null : glance.until;
    }

    /**
     * What was looked up before it changed here, and is only told now, is not remembered.
     *
     * @param at {@link System#nanoTime} before it was looked up
     */
    void remember(UserId user, long until, long at) {
        glances.merge(user, new Glance(until, at), (known, late) -> known.at - late.at < 0 ? late : known);
    }

    /** It changed here: what is looked up from now on tells of that. */
    void forget(UserId user) {
        glances.put(user, new Glance(null, System.nanoTime()));
    }

    /** What is too old to be used goes. */
    void forgetOld() {
        long now = System.nanoTime();
        glances.values().removeIf(glance -> !glance.isFresh(now));
    }
}
