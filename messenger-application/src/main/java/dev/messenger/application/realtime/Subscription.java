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
import org.jspecify.annotations.Nullable;

/**
 * What one connection is told: first what it missed, then what happens, each once and in order, with no gap between the two
 * (rule R3). One thread takes updates with {@link #next}; the others are the hub's.
 *
 * <p>What waits to be taken is bounded. Whoever falls behind by more is let go, and can come back with the cursor of the last
 * update (rule R7); while a connection still catches up, the surplus is dropped instead and read from the outbox again.
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
    private static final int AT_ONCE = 64;

    private final Hub hub;
    private final Principal principal;
    private final int capacity;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private boolean overflown;
    private boolean catchingUp;
    private long liveFrom;
    private @Nullable End end;

    /** Used by the taking thread alone: everything up to here was handed over or does not concern the receiver. */
    private long position;

    Subscription(Hub hub, Principal principal, int capacity) {
        this.hub = hub;
        this.principal = principal;
        this.capacity = capacity;
    }

    Principal principal() {
        return principal;
    }

    /**
     * Called before the hub delivers anything.
     *
     * @param after what was seen already: what happened since is read from the outbox
     * @param live what happens behind this cursor is delivered by the hub
     */
    void begin(long after, long live) {
        lock.lock();
        try {
            position = after;
            liveFrom = live;
            catchingUp = after < live;
        } finally {
            lock.unlock();
        }
    }

    /** Where the stream begins: everything behind this cursor is told, or a resync. */
    public long start() {
        return position < 0 ? liveFrom : position;
    }

    /**
     * The next updates, in order. Blocks until there are some.
     *
     * @param patience how long to wait at most
     * @return empty when nothing came in time, or the subscription ended
     */
    public List<Update> next(Duration patience) throws InterruptedException {
        if (isCatchingUp()) {
            return catchUp();
        }
        List<Update> updates = new ArrayList<>();
        for (Delivery delivery : Delivery.withoutRepeatedChats(take(patience))) {
            hub.show(principal.user(), delivery).ifPresent(updates::add);
        }
        return updates;
    }

    /** Why it ended, empty while it goes on. */
    public Optional<End> end() {
        lock.lock();
        try {
            return Optional.ofNullable(end);
        } finally {
            lock.unlock();
        }
    }

    /** Ends it; who waits in {@link #next} returns. */
    @Override
    public void close() {
        hub.remove(this);
        end(End.CLOSED);
    }

    private boolean isCatchingUp() {
        lock.lock();
        try {
            return catchingUp && end == null;
        } finally {
            lock.unlock();
        }
    }

    private List<Update> catchUp() throws InterruptedException {
        Replay.Page page = hub.missed(principal.user(), position, liveFrom, PAGE);
        position = page.cursor();
        if (!page.more()) {
            arrive();
        }
        return page.updates();
    }

    /** Caught up with where the hub's deliveries begin: on with those, unless some had to be dropped meanwhile. */
    private void arrive() {
        lock.lock();
        try {
            if (!overflown) {
                catchingUp = false;
                return;
            }
            overflown =
                    false; // from here on nothing is dropped; what was, is below the position that is asked for next
        } finally {
            lock.unlock();
        }
        long live = hub.position();
        lock.lock();
        try {
            liveFrom = live;
            waiting.removeIf(this::isBehindStart);
        } finally {
            lock.unlock();
        }
    }

    private List<Delivery> take(Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && end == null && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            List<Delivery> taken = new ArrayList<>();
            while (!waiting.isEmpty() && end == null && taken.size() < AT_ONCE) {
                taken.add(waiting.poll());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Has it told, unless it was told already. Never blocks. */
    void offer(Delivery delivery) {
        lock.lock();
        try {
            if (end != null || overflown || isBehindStart(delivery)) {
                return;
            }
            if (delivery instanceof Delivery.Ephemeral && waiting.size() >= capacity / 2) {
                return; // who is that slow has other worries
            }
            if (waiting.size() < capacity) {
                waiting.add(delivery);
                changed.signal();
            } else if (catchingUp) {
                overflown = true;
                waiting.clear();
            } else {
                finish(End.TOO_SLOW);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isBehindStart(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Lazy happened -> happened.recorded().cursor() <= liveFrom;
            case Delivery.Rendered shown -> shown.cursor() <= liveFrom;
            case Delivery.Ephemeral ignored -> catchingUp;
        };
    }

    /** Ends it: nothing more is handed out. */
    void end(End reason) {
        lock.lock();
        try {
            finish(reason);
        } finally {
            lock.unlock();
        }
    }

    private void finish(End reason) {
        if (end == null) {
            end = reason;
            waiting.clear();
            changed.signalAll();
        }
    }

    /** How much waits to be taken. */
    int backlog() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
