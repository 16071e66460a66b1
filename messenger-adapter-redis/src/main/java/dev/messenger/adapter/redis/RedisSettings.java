package dev.messenger.adapter.redis;

import io.lettuce.core.RedisURI;
import java.time.Duration;

/**
 * Where Redis is and how long it may think.
 *
 * @param url {@code redis://[user:password@]host[:port][/database]}, {@code rediss://} for TLS
 * @param timeout after which a command counts as unanswered; it is short, for every request may have to wait that long once
 */
public record RedisSettings(String url, Duration timeout) {

    private static final Duration TIMEOUT = Duration.ofMillis(250);

    /** @throws IllegalArgumentException when the URL is none, or the timeout is not positive */
    public RedisSettings {
        RedisURI.create(url);
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("the timeout of Redis is positive, got " + timeout);
        }
    }

    /**
     * A Redis with the timeout that suits a server.
     *
     * @throws IllegalArgumentException when the URL is none
     */
    public static RedisSettings of(String url) {
        return new RedisSettings(url, TIMEOUT);
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "RedisSettings[" + RedisURI.create(url) + ", " + timeout + "]";
    }
}
