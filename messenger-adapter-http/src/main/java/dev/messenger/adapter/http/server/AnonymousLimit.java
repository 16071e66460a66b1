package dev.messenger.adapter.http.server;

import dev.messenger.application.shared.port.Limit;
import dev.messenger.domain.shared.RateLimited;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts the requests with a body that an address sends to open endpoints, before the body is read (rule L4): so many at once, and so
 * many again in each minute. Every node counts for itself, in constant time and memory, so that a flood costs next to nothing, whatever
 * Redis does. Thread-safe.
 */
final class AnonymousLimit {

    /** When there are more, those that came least recently are forgotten. */
    private static final int MAX_ADDRESSES = 100_000;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int perMinute;
    private final LongSupplier nanoClock;

    /** For each address, the instant at which it has used nothing any more. */
    private final Map<String, Long> unusedAt = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    /**
     * A limit that counted nothing yet.
     *
     * @param perMinute 0 turns it off
     * @param nanoClock {@link System#nanoTime}, or a clock of a test
     */
    AnonymousLimit(int perMinute, LongSupplier nanoClock) {
        this.perMinute = perMinute;
        this.nanoClock = nanoClock;
    }

    /**
     * Counts a request.
     *
     * @throws RateLimited when the address has sent too many; then it is not counted
     */
    void take(String clientAddress) {
        if (perMinute == 0) {
            return;
        }
        String subject = Limit.subjectOf(clientAddress);
        long cost = MINUTE / perMinute;
        synchronized (this) {
            long now = nanoClock.getAsLong();
            long used = Math.max(0, unusedAt.getOrDefault(subject, now) - now);
            if (used + cost > MINUTE) {
                throw new RateLimited(Duration.ofNanos(used + cost - MINUTE));
            }
            unusedAt.put(subject, now + used + cost);
        }
    }
}
