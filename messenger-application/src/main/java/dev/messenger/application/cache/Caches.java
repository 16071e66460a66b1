package dev.messenger.application.cache;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.shared.port.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Makes the caches of one messenger, which look at what is new together. Thread-safe. */
public final class Caches {

    /** One cache takes so much of the heap at most. */
    private static final int SHARE_OF_HEAP = 16;

    private final InvalidationLog log;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration longest;

    /**
     * @param longest how long an answer is kept at most
     * @param threads look for what is new; null for the threads of who asks
     */
    public Caches(
            Outbox outbox,
            Transactions transactions,
            InstantSource clock,
            Duration longest,
            @Nullable Executor threads) {
        this.log = new InvalidationLog(outbox, threads);
        this.transactions = transactions;
        this.clock = clock;
        this.longest = longest;
    }

    /** An empty one that takes a sixteenth of the heap at most. */
    public <K, V> CoherentCache<K, V> newCache() {
        return newCache(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** For one question, to one cache or several. */
    public ReadIndex now() {
        return new ReadIndex(log, !transactions.isActive());
    }

    <K, V> CoherentCache<K, V> newCache(long capacity) {
        return new CoherentCache<>(log, clock, longest, capacity);
    }
}
