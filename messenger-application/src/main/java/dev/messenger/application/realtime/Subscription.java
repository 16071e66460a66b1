package dev.messenger.application.realtime;

import dev.messenger.application.account.port.Principal;
import dev.messenger.domain.shared.MessengerException;
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
 * <p>The queue is bounded in number and in bytes. A connection that falls further behind is ended, and can come back with the cursor
 * of its last update (rules R7, R12). While a connection still catches up, the surplus is dropped instead and read from the outbox
 * later.
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

    /** Small, as a connection that does not read holds a page. */
    private static final int PAGE = 20;

    private static final int MAX_TAKEN = 64;
    private static final long MAX_TAKEN_BYTES = 64 * 1024;

    private final Renderer renderer;
    private final Principal principal;
    private final int capacity;
    private final QueueBudget budget;
    private final long start;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Delivery> queue = new ArrayDeque<>();
    private boolean catchingUp;
    private long queuedBytes;
    private long handedOutBytes;

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
     * @param budget the bytes that it shares with all others
     * @param after the cursor of the last event that the client saw, or {@link Hub#UNKNOWN}
     * @param liveFrom the hub delivers events behind this cursor
     */
    Subscription(Renderer renderer, Principal principal, int capacity, QueueBudget budget, long after, long liveFrom) {
        this.renderer = renderer;
        this.principal = principal;
        this.capacity = capacity;
        this.budget = budget;
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
     * The next updates, in order. Blocks until there are some. The caller is done with those of the previous call.
     *
     * @param patience how long to wait at most
     * @return empty when nothing came in time, or the subscription ended
     */
    public List<Update> next(Duration patience) throws InterruptedException {
        handedOut(0);
        List<Update> updates = locked(() -> catchingUp && end == null) ? catchUp() : live(patience);
        handedOut(updates.stream()
                .mapToLong(update -> PayloadSize.of(update.payload()))
                .sum());
        return updates;
    }

    private List<Update> live(Duration patience) throws InterruptedException {
        List<Update> updates = new ArrayList<>();
        for (Delivery delivery : Delivery.withoutRepeatedChats(take(patience))) {
            renderer.render(principal.user(), delivery).ifPresent(updates::add);
        }
        return updates;
    }

    /** Tells the client that a frame of it was refused; dropped while the connection catches up or is far behind. */
    public void refuse(MessengerException refusal) {
        offer(new Delivery.Ephemeral(new Update.Refusal(refusal.code(), refusal.detail())));
    }

    /** Why it ended, empty while it goes on. */
    public Optional<End> end() {
        return locked(() -> Optional.ofNullable(end));
    }

    /** Ends it, once its owner writes nothing more; a thread that waits in {@link #next} returns. */
    @Override
    public void close() {
        end(End.CLOSED);
        handedOut(0);
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
            long bytes = 0;
            while (!queue.isEmpty() && taken.size() < MAX_TAKEN && bytes < MAX_TAKEN_BYTES) {
                Delivery delivery = queue.remove();
                queuedBytes(queuedBytes - delivery.queuedBytes());
                bytes += delivery.renderedBytes();
                taken.add(delivery);
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
                        if (!catchingUp && queue.size() < capacity / 2 && hasRoomFor(ephemeral)) {
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
        if (dropped == null && queue.size() < capacity && hasRoomFor(delivery)) {
            enqueue(delivery);
        } else if (catchingUp) {
            dropped = cursor;
            clear();
        } else {
            finish(End.TOO_SLOW);
        }
    }

    private boolean hasRoomFor(Delivery delivery) {
        return queue.isEmpty() || budget.allows(queuedBytes + delivery.queuedBytes());
    }

    private void enqueue(Delivery delivery) {
        queue.add(delivery);
        queuedBytes(queuedBytes + delivery.queuedBytes());
        changed.signal();
    }

    /** Ends it: nothing more is handed out. */
    void end(End reason) {
        locked(() -> finish(reason));
    }

    private void finish(End reason) {
        if (end == null) {
            end = reason;
            clear();
            changed.signalAll();
        }
    }

    private void clear() {
        queue.clear();
        queuedBytes(0);
    }

    private void queuedBytes(long now) {
        budget.add(now - queuedBytes);
        queuedBytes = now;
    }

    private void handedOut(long bytes) {
        locked(() -> {
            budget.add(bytes - handedOutBytes);
            handedOutBytes = bytes;
        });
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
