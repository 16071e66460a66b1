package dev.messenger.application.realtime;

import dev.messenger.application.account.port.Principal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The updates of one connection: first those it missed, then live ones, each once and in order, with no gap between the two
 * (rule R3). One thread takes updates with {@link #next}; the hub offers deliveries from its own.
 *
 * <p>The queue is bounded. A connection that falls further behind is ended, and can come back with the cursor of its last update
 * (rule R7). While a connection still catches up, the surplus is dropped instead and read from the outbox later.
 */
public final class Subscription implements AutoCloseable {

    /** Why a subscription ended. */
    public enum End {
        /** The connection took updates too slowly. */
        TOO_SLOW,
        /** The session was revoked, or the account is gone. */
        SIGNED_OUT,
        /** The server stops. */
        STOPPING,
        /** Its owner closed it. */
        CLOSED
    }

    private static final int PAGE = 100;
    private static final int MAX_TAKEN = 64;

    private final Renderer renderer;
    private final Principal principal;
    private final int capacity;
    private final long start;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Delivery> queue = new ArrayDeque<>();
    private boolean catchingUp;

    /** The hub delivers what is behind this cursor; up to it, the outbox is read. */
    private long liveFrom;

    /** The cursor of the last delivery that was dropped while the connection catches up; null for none. */
    private @Nullable Long dropped;

    private @Nullable End end;

    /** Used by the taking thread alone: everything up to here was handed out or does not concern the recipient. */
    private long position;

    /**
     * A subscription to which nothing was delivered yet.
     *
     * @param capacity how many deliveries it queues at most
     * @param after the cursor of the last event that the client saw, or {@link Hub#UNKNOWN}
     * @param liveFrom the hub delivers events behind this cursor
     */
    Subscription(Renderer renderer, Principal principal, int capacity, long after, long liveFrom) {
        this.renderer = renderer;
        this.principal = principal;
        this.capacity = capacity;
        this.start = after < 0 ? liveFrom : after;
        this.position = after;
        this.liveFrom = liveFrom;
        this.catchingUp = after < liveFrom;
    }

    Principal principal() {
        return principal;
    }

    /** Where the stream begins: it has everything behind this cursor, or a resync. */
    public long start() {
        return start;
    }

    /**
     * The next updates, in order. Blocks until there are some.
     *
     * @param patience how long to wait at most
     * @return empty when nothing came in time, or the subscription ended
     */
    public List<Update> next(Duration patience) throws InterruptedException {
        if (locked(() -> catchingUp && end == null)) {
            return catchUp();
        }
        List<Update> updates = new ArrayList<>();
        for (Delivery delivery : Delivery.withoutRepeatedChats(take(patience))) {
            renderer.render(principal.user(), delivery).ifPresent(updates::add);
        }
        return updates;
    }

    /** Why it ended, empty while it goes on. */
    public Optional<End> end() {
        return locked(() -> Optional.ofNullable(end));
    }

    /** Ends it; a thread that waits in {@link #next} returns. */
    @Override
    public void close() {
        end(End.CLOSED);
    }

    private List<Update> catchUp() throws InterruptedException {
        Replay.Page page = renderer.missed(principal.user(), position, liveFrom, PAGE);
        position = page.cursor();
        if (!page.more()) {
            goLive();
        }
        return page.updates();
    }

    /** Continues with the queue, or first reads the dropped deliveries from the outbox. */
    private void goLive() {
        locked(() -> {
            if (dropped == null) {
                catchingUp = false;
            } else {
                liveFrom = dropped;
                dropped = null;
            }
        });
    }

    private List<Delivery> take(Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty() && end == null && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            List<Delivery> taken = new ArrayList<>();
            while (!queue.isEmpty() && taken.size() < MAX_TAKEN) {
                taken.add(queue.poll());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Queues a delivery, unless it was handed out already. Never blocks. */
    void offer(Delivery delivery) {
        locked(() -> {
            if (end == null) {
                switch (delivery) {
                    case Delivery.Lazy lazy -> offerStored(lazy, lazy.recorded().cursor());
                    case Delivery.Rendered rendered -> offerStored(rendered, rendered.cursor());
                    case Delivery.Ephemeral ephemeral -> {
                        if (!catchingUp && queue.size() < capacity / 2) {
                            enqueue(ephemeral);
                        }
                    }
                }
            }
        });
    }

    private void offerStored(Delivery delivery, long cursor) {
        if (cursor <= liveFrom) {
            return;
        }
        if (dropped == null && queue.size() < capacity) {
            enqueue(delivery);
        } else if (catchingUp) {
            dropped = cursor;
            queue.clear();
        } else {
            finish(End.TOO_SLOW);
        }
    }

    private void enqueue(Delivery delivery) {
        queue.add(delivery);
        changed.signal();
    }

    /** Ends it: nothing more is handed out. */
    void end(End reason) {
        locked(() -> finish(reason));
    }

    private void finish(End reason) {
        if (end == null) {
            end = reason;
            queue.clear();
            changed.signalAll();
        }
    }

    /** How many deliveries are queued. */
    int backlog() {
        return locked(() -> queue.size());
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }
}
