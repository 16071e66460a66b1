package dev.messenger.adapter.inmemory.store;

import java.util.concurrent.atomic.AtomicLong;

/** Returns growing numbers from 1 on. A rollback does not return a number to the sequence. Thread-safe. */
public final class Sequence {

    private final AtomicLong last = new AtomicLong();

    Sequence() {}

    /** The next number. */
    public long next() {
        return last.incrementAndGet();
    }
}
