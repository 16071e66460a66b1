package dev.messenger.adapter.inmemory.store;

import java.util.concurrent.atomic.AtomicLong;

/** Gives out growing numbers from 1 on; none twice, also not after a rollback. Thread-safe. */
public final class Sequence {

    private final AtomicLong last = new AtomicLong();

    Sequence() {}

    /** The next number. */
    public long next() {
        return last.incrementAndGet();
    }
}
