package dev.messenger.adapter.http.realtime;

import java.time.Duration;

/** Counts what drains at an even rate, so that a full bucket is empty again after a while. Thread-safe. */
final class Leak {

    private final int capacity;
    private final Duration emptyAfter;
    private double level;
    private long countedAt = System.nanoTime();

    /** @param emptyAfter how long a full bucket takes to drain */
    Leak(int capacity, Duration emptyAfter) {
        this.capacity = capacity;
        this.emptyAfter = emptyAfter;
    }

    /** Adds some; returns whether it overflows. */
    synchronized boolean overflowsWith(long count) {
        return overflowsWith(count, System.nanoTime());
    }

    synchronized boolean overflowsWith(long count, long now) {
        double drained = (double) capacity * Math.max(0, now - countedAt) / emptyAfter.toNanos();
        countedAt = now;
        level = Math.max(0, level - drained) + count;
        return level > capacity;
    }
}
