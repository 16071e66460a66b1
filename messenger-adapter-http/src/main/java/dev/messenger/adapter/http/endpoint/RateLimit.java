package dev.messenger.adapter.http.endpoint;

import java.time.Duration;

/**
 * How often one user may call an endpoint, and others with a limit of the same name (rule L6).
 *
 * @param name what is counted, such as {@code export}; clients read it in the RateLimit headers
 * @param permits at least 1
 * @param window whole seconds
 */
public record RateLimit(String name, int permits, Duration window) {

    /** What all searches of a user share; a client may search at each key. */
    public static final RateLimit SEARCH = perMinute("search", 120);

    /** @throws IllegalArgumentException when a header cannot state it */
    public RateLimit {
        if (!name.matches("[a-z][a-z-]*") || permits < 1 || window.toSeconds() < 1) {
            throw new IllegalArgumentException("no rate limit: " + name + " " + permits + " " + window);
        }
    }

    /** At most {@code permits} in a minute. */
    public static RateLimit perMinute(String name, int permits) {
        return new RateLimit(name, permits, Duration.ofMinutes(1));
    }

    /** At most {@code permits} in an hour. */
    public static RateLimit perHour(String name, int permits) {
        return new RateLimit(name, permits, Duration.ofHours(1));
    }
}
