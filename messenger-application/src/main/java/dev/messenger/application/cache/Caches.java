package dev.messenger.application.cache;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.shared.port.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Creates the caches of one messenger, which share one invalidation log. Thread-safe. */
public final class Caches {

    /** Each cache takes at most this fraction of the heap. */
    private static final int HEAP_FRACTION = 16;

    private final InvalidationLog log;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration maxAge;

    /**
     * @param maxAge after which an entry leaves its cache
     * @param threads on which the outbox is read; null for the threads of the callers
     */
    public Caches(
            Outbox outbox,
            Transactions transactions,
            InstantSource clock,
            Duration maxAge,
            @Nullable Executor threads) {
        this.log = new InvalidationLog(outbox, threads);
        this.transactions = transactions;
        this.clock = clock;
        this.maxAge = maxAge;
    }

    /** An empty cache of at most a sixteenth of the heap. */
    public <K, V> CoherentCache<K, V> newCache() {
        return newCache(Runtime.getRuntime().maxMemory() / HEAP_FRACTION);
    }

    /** For one read, from one cache or several. */
    public ReadIndex readIndex() {
        return new ReadIndex(log, !transactions.isActive());
    }

    <K, V> CoherentCache<K, V> newCache(long maxBytes) {
        return new CoherentCache<>(log, clock, maxAge, maxBytes);
    }
}
