package dev.messenger.application.shared.port;

import java.time.Duration;

/**
 * A rate limit on one subject: at most {@code permits} in any stretch of {@code window} (rule L1).
 *
 * @param name which limit, such as {@code login}
 * @param subject the counted subject, such as an address
 * @param permits zero turns the limit off
 */
public record Limit(String name, String subject, int permits, Duration window) {

    /** At most {@code permits} a minute. */
    public static Limit perMinute(String name, String subject, int permits) {
        return new Limit(name, subject, permits, Duration.ofMinutes(1));
    }
}
