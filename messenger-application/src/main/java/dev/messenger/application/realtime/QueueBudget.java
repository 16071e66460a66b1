package dev.messenger.application.realtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that the connections of this node hold together: updates that are queued, and updates that were handed out and are being
 * written. Bytes are estimates. Thread-safe.
 */
final class QueueBudget {

    /** One connection alone may hold so much. */
    private static final long MAX_HELD = 2 * 1024 * 1024;

    /** What every connection may hold, however many there are: a few of the largest messages. */
    private static final long LEAST_SHARE = 64 * 1024;

    private final long limit;
    private final AtomicLong held = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();

    QueueBudget(long limit) {
        this.limit = limit;
    }

    /** A connection opens. */
    void join() {
        connections.incrementAndGet();
    }

    /** A connection closes. */
    void leave() {
        connections.decrementAndGet();
    }

    /** A connection holds so many bytes more; fewer, when negative. */
    void add(long bytes) {
        held.addAndGet(bytes);
    }

    /** Whether a connection may hold so many bytes now. */
    boolean allows(long bytes) {
        return bytes <= MAX_HELD
                && (held.get() <= limit || bytes <= Math.max(LEAST_SHARE, limit / Math.max(1, connections.get())));
    }

    /** What all connections hold together. */
    long held() {
        return held.get();
    }
}
