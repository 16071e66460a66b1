package dev.messenger.adapter.redis;

import static dev.messenger.application.people.port.Presence.AFTER_REQUEST;

import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last request of each recently active user, and whether it was written to Redis. Thread-safe. */
final class PendingTouches {

    /** The longest time for which a request stays unwritten after another one was written. */
    static final Duration COALESCE = Duration.ofSeconds(10);

    private static final long NEVER = 0;

    private final Map<UserId, Touch> touches = new ConcurrentHashMap<>();

    /** The times of the last request of a user and of the last one that was written, in milliseconds. */
    private record Touch(long last, long written) {

        boolean isUnwritten() {
            return last > written;
        }

        boolean isDue() {
            return last - written >= COALESCE.toMillis();
        }

        /** It is written, or has been unwritten for so long that it no longer matters. */
        boolean isOver(long now) {
            return now - last >= (isUnwritten() ? AFTER_REQUEST : COALESCE).toMillis();
        }
    }

    /**
     * Records a request of {@code user}.
     *
     * @return whether it should be written soon, as none was written recently
     */
    boolean add(UserId user, long now) {
        Touch touch = touches.compute(user, (key, before) -> new Touch(now, before == null ? NEVER : before.written()));
        return touch.isDue();
    }

    /** All users with a recorded request. */
    Iterator<UserId> users() {
        return touches.keySet().iterator();
    }

    /** The last unwritten requests of the next {@code limit} of {@code users}, which count as written from now on. */
    Map<UserId, Long> take(Iterator<UserId> users, int limit) {
        Map<UserId, Long> taken = new HashMap<>();
        while (users.hasNext() && taken.size() < limit) {
            touches.computeIfPresent(users.next(), (user, touch) -> {
                if (!touch.isUnwritten()) {
                    return touch;
                }
                taken.put(user, touch.last());
                return new Touch(touch.last(), touch.last());
            });
        }
        return taken;
    }

    /** Marks requests as unwritten again, unless a later one was taken meanwhile. */
    void putBack(Map<UserId, Long> taken) {
        taken.forEach((key, time) -> touches.computeIfPresent(
                key, (user, touch) -> touch.written() == time ? new Touch(touch.last(), NEVER) : touch));
    }

    /** Removes users without a recent request. */
    void removeOld(long now) {
        touches.values().removeIf(touch -> touch.isOver(now));
    }
}
