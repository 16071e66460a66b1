package dev.messenger.adapter.http.server;

import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts the requests of each user in the memory of this node. The window slides: of the last whole minute, the part that is less than a
 * minute ago still counts, as if its requests had come evenly. It holds the users of two minutes, with one number each. Thread-safe.
 */
final class UserCounts {

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final long MILLIS = WINDOW.toMillis();

    private final int permits;
    private final InstantSource clock;
    private final AtomicReference<Minute> latest;

    /** @param permits requests of a user in a window, at least 1 */
    UserCounts(int permits, InstantSource clock) {
        this.permits = permits;
        this.clock = clock;
        this.latest = new AtomicReference<>(new Minute(Long.MIN_VALUE, new ConcurrentHashMap<>(), Map.of()));
    }

    /** The counts of one minute and of the one before. */
    private record Minute(long number, ConcurrentMap<UserId, AtomicInteger> counts, Map<UserId, AtomicInteger> before) {

        Minute next(long number) {
            boolean isNext = number - 1 == this.number;
            return new Minute(number, new ConcurrentHashMap<>(), isNext ? counts : Map.of());
        }
    }

    /**
     * The result for one request.
     *
     * @param isWithin whether it was counted; one beyond the limit is not
     * @param remaining how many more there may be now
     * @param reset when there may be more again: the end of the minute, or for a refused request when it would pass
     */
    record Outcome(boolean isWithin, int remaining, Duration reset) {}

    /** Counts a request, unless it is one too many. */
    Outcome count(UserId user) {
        long now = clock.millis();
        Minute minute = minuteAt(now);
        long elapsed = Math.clamp(now - minute.number() * MILLIS, 0, MILLIS);
        AtomicInteger earlier = minute.before().get(user);
        long before = earlier == null ? 0 : earlier.get();
        AtomicInteger counter = minute.counts().computeIfAbsent(user, first -> new AtomicInteger());
        while (true) {
            int counted = counter.get();
            long left = permits - counted - before * (MILLIS - elapsed) / MILLIS;
            if (left < 1) {
                return new Outcome(false, 0, Duration.ofMillis(waitFor(counted, before, elapsed)));
            }
            if (counter.compareAndSet(counted, counted + 1)) {
                return new Outcome(true, (int) left - 1, Duration.ofMillis(MILLIS - elapsed));
            }
        }
    }

    private Minute minuteAt(long now) {
        long number = Math.floorDiv(now, MILLIS);
        while (true) {
            Minute minute = latest.get();
            if (number <= minute.number()) {
                return minute; // a clock that is set back counts on
            }
            Minute next = minute.next(number);
            if (latest.compareAndSet(minute, next)) {
                return next;
            }
        }
    }

    /** The milliseconds until so little of the earlier minute counts that there is room for one. */
    private long waitFor(int counted, long before, long elapsed) {
        return counted < permits
                ? roomAt(permits - counted, before) - elapsed
                : MILLIS - elapsed + roomAt(permits, counted);
    }

    /** How far in a minute less than {@code room} of {@code before} is left. */
    private static long roomAt(long room, long before) {
        return MILLIS - Math.ceilDiv(room * MILLIS, before) + 1;
    }
}
