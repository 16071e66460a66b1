package dev.messenger.adapter.redis;

import io.lettuce.core.RedisURI;
import java.time.Duration;

/**
 * The address of Redis, and the timeout of a command.
 *
 * @param url {@code redis://[user:password@]host[:port][/database]}, {@code rediss://} for TLS
 * @param timeout after which a command counts as unanswered; short, as a request may have to wait that long
 */
public record RedisSettings(String url, Duration timeout) {

    private static final Duration TIMEOUT = Duration.ofMillis(250);

    /** @throws IllegalArgumentException when the URL is malformed or the timeout is not positive */
    public RedisSettings {
        RedisURI.create(url);
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("the timeout of Redis has to be positive, got " + timeout);
        }
    }

    /**
     * The URL with the timeout that suits a server.
     *
     * @throws IllegalArgumentException when the URL is malformed
     */
    public static RedisSettings of(String url) {
        return new RedisSettings(url, TIMEOUT);
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return "RedisSettings[" + RedisURI.create(url) + ", " + timeout + "]";
    }
}
