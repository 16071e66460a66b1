package dev.messenger.adapter.http.server;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.RateLimit;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.RateLimited;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Counts what each signed-in user does: reads and writes in the memory of this node (rule L5), and the endpoints that have a limit of
 * their own for all nodes together (rule L6). The headers of the response tell the state, as draft-ietf-httpapi-ratelimit-headers has
 * it. Thread-safe.
 */
public final class UserLimits {

    private final @Nullable Kind reads;
    private final @Nullable Kind writes;
    private final SharedCount shared;

    /**
     * Limits for each user.
     *
     * @param readsPerMinute of this node; 0 turns it off, and the limits of endpoints that read
     * @param writesPerMinute likewise for all other methods than GET and HEAD
     * @param shared counts the endpoints that have a limit of their own
     */
    public UserLimits(int readsPerMinute, int writesPerMinute, SharedCount shared, InstantSource clock) {
        this.reads = Kind.of("read", readsPerMinute, clock);
        this.writes = Kind.of("write", writesPerMinute, clock);
        this.shared = shared;
    }

    /** Counts for all nodes together. Thread-safe. */
    @FunctionalInterface
    public interface SharedCount {

        /**
         * Counts one request of a user to the endpoints with this limit.
         *
         * @throws RateLimited when it is one too many; then it does not count
         */
        void count(UserId user, RateLimit limit);
    }

    private record Kind(RateLimit limit, UserCounts counts) {

        static @Nullable Kind of(String name, int permits, InstantSource clock) {
            return permits == 0
                    ? null
                    : new Kind(new RateLimit(name, permits, UserCounts.WINDOW), new UserCounts(permits, clock));
        }
    }

    /**
     * Counts a request and sets the headers of its response.
     *
     * @throws RateLimited when it is one too many
     */
    void count(UserId user, Endpoint endpoint, HttpServletResponse response) {
        if (endpoint.counting().isCounted()) {
            boolean isRead = endpoint.method() == Endpoint.Method.GET;
            count(user, isRead, endpoint.counting().own(), response);
        }
    }

    /** {@link #count(UserId, Endpoint, HttpServletResponse)} for a request to no endpoint. */
    void countUnmatched(UserId user, String method, HttpServletResponse response) {
        count(user, method.equals("GET") || method.equals("HEAD"), null, response);
    }

    private void count(UserId user, boolean isRead, @Nullable RateLimit own, HttpServletResponse response) {
        Kind kind = isRead ? reads : writes;
        if (kind == null) {
            return;
        }
        UserCounts.Outcome outcome = kind.counts().count(user);
        String policy = policy(kind.limit());
        String state = state(kind.limit(), outcome.remaining(), seconds(outcome.reset()));
        response.setHeader("RateLimit-Policy", own == null ? policy : policy + ", " + policy(own));
        response.setHeader("RateLimit", state);
        if (!outcome.isWithin()) {
            throw new RateLimited(outcome.reset());
        }
        if (own != null) {
            take(user, own, state, response);
        }
    }

    private void take(UserId user, RateLimit own, String state, HttpServletResponse response) {
        try {
            shared.count(user, own);
        } catch (RateLimited refused) {
            response.setHeader("RateLimit", state + ", " + state(own, 0, refused.retryAfterSeconds()));
            throw refused;
        }
    }

    private static String policy(RateLimit limit) {
        return "\"" + limit.name() + "\";q=" + limit.permits() + ";w="
                + limit.window().toSeconds();
    }

    private static String state(RateLimit limit, int remaining, long seconds) {
        return "\"" + limit.name() + "\";r=" + remaining + ";t=" + seconds;
    }

    private static long seconds(Duration duration) {
        return Math.ceilDiv(duration.toMillis(), 1000);
    }
}
