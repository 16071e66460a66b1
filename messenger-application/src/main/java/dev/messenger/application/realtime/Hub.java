package dev.messenger.application.realtime;

import dev.messenger.application.account.port.Principal;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.event.port.Outbox.Recorded;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Unavailable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected to this node, and what they are told. It reads each event once, whatever the number of connections, and asks
 * once a batch who of the connected is a member of what; nothing about members is remembered. Thread-safe.
 */
final class Hub {

    /** Below every cursor: nobody can tell what was missed since. */
    static final long UNKNOWN = -1;

    private static final int BATCH = 200;

    /** How many receivers are shown something of their own at the same time, so that requests find a connection too. */
    private static final int SHOWN_AT_ONCE = 4;

    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final Replay replay;
    private final int capacity;
    private final Semaphore turns = new Semaphore(SHOWN_AT_ONCE);

    private final Object lock = new Object();
    private final Map<UserId, Set<Subscription>> connected = new HashMap<>();
    private long position;
    private boolean closed;

    /** Used by the step alone: what could not be delivered yet. */
    private @Nullable Batch pending;

    Hub(Outbox outbox, Dispatcher dispatcher, Replay replay, int capacity) {
        this.outbox = outbox;
        this.dispatcher = dispatcher;
        this.replay = replay;
        this.capacity = capacity;
        this.position = outbox.last();
    }

    /** Events, and who was connected when they were read: who came later reads them from the outbox. */
    private record Batch(List<Recorded> events, Map<UserId, List<Subscription>> receivers) {}

    /**
     * Takes a connection on.
     *
     * @param after the cursor of the last event that it saw; null when it begins now
     * @throws Unavailable when the server stops, or the database does not answer
     */
    Subscription add(Principal principal, @Nullable Long after) {
        long position = position();
        // another node may be ahead of this one; what is ahead of all of them is no cursor of this messenger
        boolean foreign = after != null && after > position && after > outbox.last();
        Subscription subscription = new Subscription(this, principal, capacity);
        synchronized (lock) {
            if (closed) {
                throw new Unavailable("stopping", "The server is stopping; connect again.");
            }
            if (foreign) {
                subscription.begin(UNKNOWN, this.position);
            } else if (after == null) {
                subscription.begin(this.position, this.position);
            } else {
                subscription.begin(after, Math.max(after, this.position));
            }
            connected
                    .computeIfAbsent(principal.user(), user -> new LinkedHashSet<>())
                    .add(subscription);
        }
        return subscription;
    }

    void remove(Subscription subscription) {
        synchronized (lock) {
            connected.computeIfPresent(subscription.principal().user(), (user, theirs) -> {
                theirs.remove(subscription);
                return theirs.isEmpty() ? null : theirs;
            });
        }
    }

    /** Up to where events were handed to the connections. */
    long position() {
        synchronized (lock) {
            return position;
        }
    }

    /** Who is connected here. */
    Set<UserId> users() {
        synchronized (lock) {
            return Set.copyOf(connected.keySet());
        }
    }

    /** Who is connected here, without {@code user}. */
    Set<UserId> usersBut(UserId user) {
        synchronized (lock) {
            Set<UserId> others = new HashSet<>(connected.keySet());
            others.remove(user);
            return others;
        }
    }

    /** Whether {@code user} is connected here. */
    boolean isConnected(UserId user) {
        synchronized (lock) {
            return connected.containsKey(user);
        }
    }

    /** Hands the next events to the connections; returns whether there may be more. */
    boolean step() {
        Batch batch = pending;
        if (batch == null) {
            List<Recorded> events = outbox.read(position(), BATCH);
            if (events.isEmpty()) {
                return false;
            }
            batch = begin(events);
        }
        deliver(batch);
        pending = null;
        return batch.events().size() == BATCH;
    }

    /** From here on, who connects begins behind these events. They are kept until they could be delivered. */
    private Batch begin(List<Recorded> events) {
        synchronized (lock) {
            Map<UserId, List<Subscription>> receivers = new HashMap<>();
            connected.forEach((user, theirs) -> receivers.put(user, List.copyOf(theirs)));
            position = events.getLast().cursor();
            Batch batch = new Batch(events, receivers);
            pending = batch;
            return batch;
        }
    }

    private void deliver(Batch batch) {
        if (batch.receivers().isEmpty()) {
            return;
        }
        Map<UserId, List<Delivery>> deliveries =
                dispatcher.dispatch(batch.events(), batch.receivers().keySet(), true);
        deliveries.forEach((user, theirs) -> {
            for (Subscription subscription : batch.receivers().getOrDefault(user, List.of())) {
                theirs.forEach(subscription::offer);
            }
        });
    }

    /** Tells all connections of these users something that is not stored. */
    void pass(Iterable<UserId> users, Update.Payload payload) {
        Delivery delivery = new Delivery.Ephemeral(payload);
        synchronized (lock) {
            for (UserId user : users) {
                connected.getOrDefault(user, Set.of()).forEach(subscription -> subscription.offer(delivery));
            }
        }
    }

    /** Ends the connections of these sessions. */
    void signOut(Predicate<Principal> revoked) {
        synchronized (lock) {
            connected
                    .values()
                    .forEach(theirs -> theirs.stream()
                            .filter(subscription -> revoked.test(subscription.principal()))
                            .forEach(subscription -> subscription.end(Subscription.End.SIGNED_OUT)));
        }
    }

    /** Ends all connections and takes no new ones. */
    void close() {
        synchronized (lock) {
            closed = true;
            connected
                    .values()
                    .forEach(theirs -> theirs.forEach(subscription -> subscription.end(Subscription.End.STOPPING)));
        }
    }

    /** A delivery as its receiver may see it now. */
    Optional<Update> show(UserId viewer, Delivery delivery) throws InterruptedException {
        if (!(delivery instanceof Delivery.Lazy)) {
            return replay.show(viewer, delivery); // asks nobody
        }
        turns.acquire();
        try {
            return replay.show(viewer, delivery);
        } finally {
            turns.release();
        }
    }

    Replay.Page missed(UserId viewer, long after, long upTo, int limit) throws InterruptedException {
        turns.acquire();
        try {
            return replay.missed(viewer, after, upTo, limit);
        } finally {
            turns.release();
        }
    }
}
