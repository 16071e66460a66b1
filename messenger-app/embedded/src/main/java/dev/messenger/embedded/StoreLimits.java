package dev.messenger.embedded;

import java.time.Duration;

/**
 * How long the embedded store waits for its clients, and how many of them it serves at once (rule D9).
 *
 * @param connections open at once; beyond, the slowest one makes room
 * @param head the time that a connection may stay open without a whole request
 * @param grace the time that a client may lag behind the rate
 * @param bytesPerSecond the least rate of a body in either direction
 */
record StoreLimits(int connections, Duration head, Duration grace, long bytesPerSecond) {

    private static final long HEAP_OF_A_CONNECTION = 256L << 10;
    private static final int FEWEST = 256;
    private static final int MOST = 4096;

    /** 32 kbit/s, which every mobile network offers, and as many connections as the heap bears. */
    static StoreLimits defaults() {
        int connections = Math.clamp(Runtime.getRuntime().maxMemory() / HEAP_OF_A_CONNECTION, FEWEST, MOST);
        return new StoreLimits(connections, Duration.ofSeconds(20), Duration.ofSeconds(20), 4096);
    }
}
