package dev.messenger.adapter.redis;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.netty.util.concurrent.EventExecutorGroup;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Pings a connection until it has been silent for too long (rule O5): a peer that vanished (power cut, firewall) shows in no other way for a
 * quarter of an hour, and on a subscription never. A connection that is known to be lost is not silent: it is being made anew.
 */
final class Pulse {

    /** After this a connection counts as dead. */
    static final Duration MAX_SILENCE = Duration.ofSeconds(4);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final StatefulConnection<?, ?> connection;
    private final Supplier<? extends CompletionStage<?>> ping;
    private final Runnable onSilence;
    private volatile long askedAt = System.nanoTime();
    private volatile boolean waits;
    private volatile boolean over;

    private Pulse(
            StatefulConnection<?, ?> connection, Supplier<? extends CompletionStage<?>> ping, Runnable onSilence) {
        this.connection = connection;
        this.ping = ping;
        this.onSilence = onSilence;
    }

    /**
     * Begins to ping.
     *
     * @param ping of the connection
     * @param onSilence is called once, on a thread of {@code threads}, which it does not block
     */
    static void start(
            EventExecutorGroup threads,
            StatefulConnection<?, ?> connection,
            Supplier<? extends CompletionStage<?>> ping,
            Runnable onSilence) {
        new Pulse(connection, ping, onSilence).beatLater(threads);
    }

    private void beatLater(EventExecutorGroup threads) {
        if (threads.isShuttingDown()) {
            return;
        }
        Future<?> unused = threads.schedule(
                () -> {
                    beat();
                    if (!over) {
                        beatLater(threads);
                    }
                },
                INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void beat() {
        if (!connection.isOpen()) {
            askedAt = System.nanoTime();
        } else if (!waits) {
            ask();
        } else if (System.nanoTime() - askedAt > MAX_SILENCE.toNanos()) {
            over = true;
            onSilence.run();
        }
    }

    private void ask() {
        waits = true;
        askedAt = System.nanoTime();
        try {
            // a time-out of the client is no sign of life
            var unused = ping.get()
                    .whenComplete((answer, failure) -> waits = failure instanceof RedisCommandTimeoutException);
        } catch (RedisException notSent) {
            waits = false;
        }
    }
}
