package dev.messenger.adapter.jdbc;

import java.time.Duration;

/**
 * The address of the database, and the size of the pool.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database?user=…&password=…}, with any parameter of the driver
 * @param poolSize the maximum number of connections, and so of concurrent statements; small, as a statement takes well below a
 *     millisecond and the database has few cores
 * @param connectionTimeout how long a caller waits for a free connection before the database counts as unavailable
 */
public record DatabaseSettings(String jdbcUrl, int poolSize, Duration connectionTimeout) {

    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(250);

    /** @throws IllegalArgumentException when a value is out of range; its text does not repeat the URL */
    public DatabaseSettings {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("the URL of the database has to begin with jdbc:postgresql:");
        }
        if (poolSize < 1) {
            throw new IllegalArgumentException("the pool needs at least 1 connection, got " + poolSize);
        }
        if (connectionTimeout.compareTo(SHORTEST_TIMEOUT) < 0) {
            throw new IllegalArgumentException(
                    "the connection timeout is at least " + SHORTEST_TIMEOUT + ", got " + connectionTimeout);
        }
    }

    /** Up to 10 connections, and 3 s until one is free. */
    public static DatabaseSettings of(String jdbcUrl) {
        return new DatabaseSettings(jdbcUrl, 10, Duration.ofSeconds(3));
    }

    /** Omits the URL, as it may contain a password. */
    @Override
    public String toString() {
        return "DatabaseSettings[poolSize=" + poolSize + ", connectionTimeout=" + connectionTimeout + "]";
    }
}
