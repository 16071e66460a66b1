package dev.messenger.adapter.http.server;

import java.time.Duration;

/**
 * What clients may make the server hold, and for how long (rules C16, C17, L4).
 *
 * @param maxConnections open connections in all, 0 for no limit
 * @param maxConnectionsPerAddress open connections from one address (IPv6: from one /64), 0 for no limit
 * @param anonymousPerMinute requests with a body from one address to open endpoints, 0 for no limit
 * @param requestBytes the bytes of all request bodies together
 * @param responseBytes the bytes of all responses together that wait to be sent
 * @param headWithin how long a head may take from its first byte on
 * @param bodyWithin how long a body may take
 * @param responseWithin how long a client may leave a response unread; after that it has to take 1 KiB a second on average
 */
public record ClientBounds(
        int maxConnections,
        int maxConnectionsPerAddress,
        int anonymousPerMinute,
        long requestBytes,
        long responseBytes,
        Duration headWithin,
        Duration bodyWithin,
        Duration responseWithin) {

    /** What a connection may take of the heap: its head, its buffers and the thread that serves it. */
    private static final long HEAP_PER_CONNECTION = 128 * 1024;

    private static final long MIB = 1024 * 1024;

    /**
     * The bounds for a heap of this size in bytes: a sixteenth of it for request bodies, an eighth for responses, and 128 KiB for each
     * connection, of which one address may have half.
     *
     * @param maxFiles how many files and sockets the process may open
     */
    public static ClientBounds forHeap(long heap, long maxFiles) {
        int connections = Math.clamp(Math.min(heap / HEAP_PER_CONNECTION, maxFiles / 2), 256, 20_000);
        return new ClientBounds(
                connections,
                connections / 2,
                6_000,
                Math.clamp(heap / 16, 4 * MIB, 256 * MIB),
                Math.clamp(heap / 8, 8 * MIB, 512 * MIB),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
    }

    /** A copy with other limits; 0 turns one off. */
    public ClientBounds withLimits(int connections, int connectionsPerAddress, int anonymous) {
        return new ClientBounds(
                connections,
                connectionsPerAddress,
                anonymous,
                requestBytes,
                responseBytes,
                headWithin,
                bodyWithin,
                responseWithin);
    }
}
