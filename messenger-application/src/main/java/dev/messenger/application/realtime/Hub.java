package dev.messenger.application.realtime;

import dev.messenger.application.account.port.Principal;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.event.port.Outbox.Recorded;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Unavailable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of this node. The hub reads each event once, whatever the number of connections, has it dispatched, and offers
 * the deliveries to the subscriptions of their recipients. Thread-safe.
 */
final class Hub {

    /** The position of a client with a cursor of another messenger: below every cursor, so that it gets a resync. */
    static final long UNKNOWN = -1;

    private static final int BATCH = 200;

    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final Renderer renderer;
    private final RealtimeLimits limits;
    private final QueueBudget budget;
    private final List<Consumer<List<Recorded>>> observers = new CopyOnWriteArrayList<>();

    private final Object lock = new Object();
    private final Map<UserId, Set<Subscription>> subscriptions = new HashMap<>();
    private long position;
    private boolean closed;

    /** Used by the step alone: the batch that was not delivered yet. */
    private @Nullable Batch pending;

    Hub(Outbox outbox, Dispatcher dispatcher, Renderer renderer, RealtimeLimits limits) {
        this.outbox = outbox;
        this.dispatcher = dispatcher;
        this.renderer = renderer;
        this.limits = limits;
        this.budget = new QueueBudget(limits.queuedBytes());
        this.position = outbox.last();
    }

    /** Events, and the subscriptions that existed when they were read: later ones read these events from the outbox. */
    private record Batch(List<Recorded> events, Map<UserId, List<Subscription>> recipients) {}

    /**
     * Opens a subscription.
     *
     * @param after the cursor of the last event that the client saw; null to begin now
     * @throws TooManyConnections when the user has as many as allowed
     * @throws Unavailable when the server stops, or the database does not answer
     */
    Subscription add(Principal principal, @Nullable Long after) {
        // a cursor ahead of this node may come from another node; one ahead of the outbox, from another messenger
        boolean unknown = after != null && after > position() && after > outbox.last();
        synchronized (lock) {
            if (closed) {
                throw new Unavailable("stopping", "The server is stopping; connect again.");
            }
            requireRoomFor(principal.user());
            long start = after == null ? position : unknown ? UNKNOWN : after;
            Subscription subscription = new Subscription(
                    renderer, principal, limits.queuedUpdates(), budget, start, Math.max(start, position));
            subscriptions
                    .computeIfAbsent(principal.user(), user -> new LinkedHashSet<>())
                    .add(subscription);
            budget.join();
            return subscription;
        }
    }

    private void requireRoomFor(UserId user) {
        int allowed = limits.connectionsPerUser();
        if (allowed > 0 && subscriptions.getOrDefault(user, Set.of()).size() >= allowed) {
            throw new TooManyConnections();
        }
    }

    /** Closes a subscription; closing it twice does nothing. */
    void remove(Subscription subscription) {
        synchronized (lock) {
            subscriptions.computeIfPresent(subscription.principal().user(), (user, theirs) -> {
                if (theirs.remove(subscription)) {
                    budget.leave();
                }
                return theirs.isEmpty() ? null : theirs;
            });
        }
        subscription.close();
    }

    private long position() {
        synchronized (lock) {
            return position;
        }
    }

    /** The users who are connected here. */
    Set<UserId> users() {
        synchronized (lock) {
            return Set.copyOf(subscriptions.keySet());
        }
    }

    /** The users who are connected here, without {@code user}. */
    Set<UserId> usersBut(UserId user) {
        synchronized (lock) {
            Set<UserId> others = new HashSet<>(subscriptions.keySet());
            others.remove(user);
            return others;
        }
    }

    /** The sessions that are connected here. */
    Set<SessionId> sessions() {
        synchronized (lock) {
            return subscriptions.values().stream()
                    .flatMap(Set::stream)
                    .map(subscription -> subscription.principal().session())
                    .collect(Collectors.toSet());
        }
    }

    /** Whether {@code user} is connected here. */
    boolean isConnected(UserId user) {
        synchronized (lock) {
            return subscriptions.containsKey(user);
        }
    }

    /** Hands each batch of events to {@code observer} before it is delivered; again when the delivery has failed. */
    void beforeDelivery(Consumer<List<Recorded>> observer) {
        observers.add(observer);
    }

    /** Delivers the next events; returns whether there may be more. */
    boolean step() {
        Batch batch = pending;
        if (batch == null) {
            List<Recorded> next = outbox.read(position(), BATCH);
            if (next.isEmpty()) {
                return false;
            }
            batch = begin(next);
        }
        List<Recorded> events = batch.events();
        observers.forEach(observer -> observer.accept(events));
        deliver(batch);
        pending = null;
        return batch.events().size() == BATCH;
    }

    /** Later subscriptions begin behind these events, which stay pending until they are delivered. */
    private Batch begin(List<Recorded> events) {
        synchronized (lock) {
            Map<UserId, List<Subscription>> recipients = new HashMap<>();
            subscriptions.forEach((user, theirs) -> recipients.put(user, List.copyOf(theirs)));
            position = events.getLast().cursor();
            Batch batch = new Batch(events, recipients);
            pending = batch;
            return batch;
        }
    }

    private void deliver(Batch batch) {
        if (batch.recipients().isEmpty()) {
            return;
        }
        dispatcher
                .dispatch(batch.events(), batch.recipients().keySet(), true)
                .forEach((user, deliveries) -> batch.recipients()
                        .getOrDefault(user, List.of())
                        .forEach(subscription -> deliveries.forEach(subscription::offer)));
    }

    /** Sends an update that is not stored to all connections of these users. */
    void send(Iterable<UserId> users, Update.Payload payload) {
        Delivery delivery = new Delivery.Ephemeral(payload);
        synchronized (lock) {
            for (UserId user : users) {
                subscriptions.getOrDefault(user, Set.of()).forEach(subscription -> subscription.offer(delivery));
            }
        }
    }

    /** Ends the connections of revoked sessions. */
    void signOut(Predicate<Principal> revoked) {
        end(revoked, Subscription.End.SIGNED_OUT);
    }

    /** Ends all connections and opens no new ones. */
    void close() {
        synchronized (lock) {
            closed = true;
        }
        end(principal -> true, Subscription.End.STOPPING);
    }

    private void end(Predicate<Principal> whose, Subscription.End reason) {
        synchronized (lock) {
            subscriptions.values().stream()
                    .flatMap(Set::stream)
                    .filter(subscription -> whose.test(subscription.principal()))
                    .forEach(subscription -> subscription.end(reason));
        }
    }
}
