package dev.messenger.application.notification;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.notification.NotificationType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes notifications of events (rule N1). Its place in the outbox is kept in the transaction that stores what it made, so that no
 * event is lost or taken twice, whatever ends in between. One node works at a time; any other goes on when that one is gone.
 */
public final class NotificationProjector {

    private static final int EVENTS_AT_ONCE = 500;
    private static final int TRIMMED_AT_ONCE = 5_000;

    private final NotificationStore store;
    private final Outbox outbox;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration retention;

    /** @param retention how long notifications are kept */
    public NotificationProjector(
            NotificationStore store,
            Outbox outbox,
            Transactions transactions,
            InstantSource clock,
            Duration retention) {
        this.store = store;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
        this.retention = retention;
    }

    /**
     * Takes the next events.
     *
     * @return whether there may be more
     */
    public boolean step() {
        List<Outbox.Recorded> events = outbox.read(store.cursor(), EVENTS_AT_ONCE);
        if (events.isEmpty()) {
            return false;
        }
        boolean worked = transactions.inTransaction(() -> project(events));
        return worked && events.size() == EVENTS_AT_ONCE;
    }

    /**
     * Removes some of the notifications that are older than they are kept.
     *
     * @return whether there may be more
     */
    public boolean trim() {
        return store.trim(clock.instant().minus(retention), TRIMMED_AT_ONCE);
    }

    /** Another node may have got further meanwhile: what it took is left out. */
    private boolean project(List<Outbox.Recorded> events) {
        return store.claim()
                .map(done -> {
                    Instant now = clock.instant();
                    projectAll(
                            events.stream()
                                    .filter(recorded -> recorded.cursor() > done)
                                    .filter(recorded -> recorded.onlyFor() == null)
                                    .toList(),
                            now);
                    store.advance(Math.max(done, events.getLast().cursor()));
                    return true;
                })
                .orElse(false);
    }

    /** In order; messages that follow one another are told of together, being by far the most. */
    private void projectAll(List<Outbox.Recorded> events, Instant now) {
        List<NotificationStore.Post> posts = new ArrayList<>();
        for (Outbox.Recorded recorded : events) {
            if (recorded.event() instanceof Event.MessageCreated created) {
                posts.add(new NotificationStore.Post(created.chat(), created.message(), created.sender()));
            } else {
                tell(posts);
                project(recorded, now);
            }
        }
        tell(posts);
    }

    private void tell(List<NotificationStore.Post> posts) {
        if (!posts.isEmpty()) {
            store.tellOfMessages(List.copyOf(posts));
            posts.clear();
        }
    }

    private void project(Outbox.Recorded recorded, Instant now) {
        NotificationStore.Moment moment = new NotificationStore.Moment(recorded.id(), now);
        switch (recorded.event()) {
            case Event.MessageUpdated e -> store.tellNewlyMentioned(moment, e.chat(), e.message());
            case Event.MessageDeleted e -> store.forget(e.chat(), e.message());
            case Event.ReactionChanged e -> {
                if (e.added()) {
                    store.tellOfReaction(moment, e.chat(), e.message(), e.actor(), e.emoji());
                }
            }
            case Event.ChatCreated e -> store.tellFirstMembers(moment, e.chat(), e.creator());
            case Event.MemberAdded e -> {
                if (!e.member().equals(e.actor())) {
                    store.tell(moment, NotificationType.MEMBER_ADDED, e.member(), e.chat(), e.actor(), null);
                }
            }
            case Event.MemberRoleChanged e -> {
                if (!e.member().equals(e.actor())) {
                    String role = e.role().name().toLowerCase(Locale.ROOT);
                    store.tell(moment, NotificationType.ROLE_CHANGED, e.member(), e.chat(), e.actor(), role);
                }
            }
            default -> {
                // nobody is told of the others
            }
        }
    }
}
