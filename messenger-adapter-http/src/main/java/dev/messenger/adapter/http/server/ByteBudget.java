package dev.messenger.adapter.http.server;

import dev.messenger.adapter.http.endpoint.HttpProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Bounds the bytes that the server holds for all clients together (rule C16). When they are used up, whoever has held a share longest
 * gives way, if that is longer than an honest client needs; otherwise the new one is refused. So clients that stall do not keep
 * others out. Thread-safe.
 */
final class ByteBudget {

    /** Bodies are small: an honest client needs less, except on the slowest of networks. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final long capacity;
    private final LongSupplier nanoClock;
    private final Set<Share> shares = new LinkedHashSet<>(); // the oldest first
    private long used;

    /**
     * A budget of which nothing is used.
     *
     * @param capacity in bytes
     * @param nanoClock {@link System#nanoTime}, or a clock of a test
     */
    ByteBudget(long capacity, LongSupplier nanoClock) {
        this.capacity = capacity;
        this.nanoClock = nanoClock;
    }

    /**
     * An empty share. Close it when its bytes are no longer held.
     *
     * @param onGiveWay runs on another thread when the share has to give way: it ends what the share waits for, without blocking
     */
    Share open(Runnable onGiveWay) {
        return new Share(onGiveWay);
    }

    /** The bytes that are held now. */
    synchronized long used() {
        return used;
    }

    /** The bytes of one body. */
    final class Share implements AutoCloseable {

        private final Runnable onGiveWay;
        private final long began = nanoClock.getAsLong();
        private long held;
        private boolean gaveWay;

        private Share(Runnable onGiveWay) {
            this.onGiveWay = onGiveWay;
        }

        /**
         * Takes more bytes.
         *
         * @throws HttpProblem 503 when there are none, or when this share had to give way
         */
        void add(long bytes) {
            List<Share> yielding = new ArrayList<>();
            try {
                synchronized (ByteBudget.this) {
                    while (!gaveWay && used + bytes > capacity) {
                        yielding.add(yieldOldest());
                    }
                    if (gaveWay) {
                        throw HttpProblem.busy();
                    }
                    used += bytes;
                    held += bytes;
                    shares.add(this);
                }
            } finally {
                yielding.forEach(share -> share.onGiveWay.run());
            }
        }

        private Share yieldOldest() {
            Share oldest = shares.stream()
                    .filter(share -> share != this)
                    .findFirst()
                    .filter(share -> nanoClock.getAsLong() - share.began > PATIENCE.toNanos())
                    .orElseThrow(HttpProblem::busy);
            oldest.gaveWay = true;
            oldest.giveBack();
            return oldest;
        }

        private void giveBack() {
            used -= held;
            held = 0;
            shares.remove(this);
        }

        /** Whether this share had to give way to others. */
        boolean gaveWay() {
            synchronized (ByteBudget.this) {
                return gaveWay;
            }
        }

        @Override
        public void close() {
            synchronized (ByteBudget.this) {
                giveBack();
            }
        }
    }
}
