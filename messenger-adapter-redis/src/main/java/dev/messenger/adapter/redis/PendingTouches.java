package dev.messenger.adapter.redis;

import static dev.messenger.application.people.port.Presence.AFTER_REQUEST;

import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last request of each who made one lately, and whether it was written. Thread-safe. */
final class PendingTouches {

    /** How long a request goes unwritten at most when another one was written just before. */
    static final Duration COALESCE = Duration.ofSeconds(10);

    private static final long NEVER = 0;

    private final Map<UserId, Touch> touches = new ConcurrentHashMap<>();

    /** The last request of someone, and the last one that was written, in milliseconds. */
    private record Touch(long last, long written) {

        boolean isUnwritten() {
            return last > written;
        }

        boolean isDue() {
            return last - written >= COALESCE.toMillis();
        }

        /** It is written, or could not be for so long that it is worth nothing. */
        boolean isOver(long now) {
            return now - last >= (isUnwritten() ? AFTER_REQUEST : COALESCE).toMillis();
        }
    }

    /**
     * {@code user} made a request.
     *
     * @return whether it should be written soon, since none was lately
     */
    boolean add(UserId user, long now) {
        Touch touch = touches.compute(user, (who, before) -> new Touch(now, before == null ? NEVER : before.written()));
        return touch.isDue();
    }

    /** Everybody here. */
    Iterator<UserId> users() {
        return touches.keySet().iterator();
    }

    /** The last requests of the next {@code most} of {@code users} that were not written yet: they count as written from now on. */
    Map<UserId, Long> take(Iterator<UserId> users, int most) {
        Map<UserId, Long> taken = new HashMap<>();
        while (users.hasNext() && taken.size() < most) {
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

    /** These were not written after all, whatever came in meanwhile. */
    void putBack(Map<UserId, Long> taken) {
        taken.forEach((who, moment) -> touches.computeIfPresent(
                who, (user, touch) -> touch.written() == moment ? new Touch(touch.last(), NEVER) : touch));
    }

    /** Forgets who has gone quiet. */
    void forgetOld(long now) {
        touches.values().removeIf(touch -> touch.isOver(now));
    }
}
