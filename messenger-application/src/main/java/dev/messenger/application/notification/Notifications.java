package dev.messenger.application.notification;

import dev.messenger.application.environment.Environment;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.notification.NotificationType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists notifications, and makes them from events (rules N1, C8). The transaction that stores them also stores how far the outbox was read, so that no
 * event is lost or projected twice, whatever dies in between. One node works at a time; another takes over when it is gone.
 */
public final class Notifications {

    private static final int BATCH = 500;
    private static final int TRIM_BATCH = 5_000;

    private final NotificationStore store;
    private final Outbox outbox;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration retention;

    /** Wires them. */
    public Notifications(NotificationStore store, Environment environment) {
        this.store = store;
        this.outbox = environment.outbox();
        this.transactions = environment.transactions();
        this.clock = environment.clock();
        this.retention = environment.settings().notificationRetention();
    }

    /**
     * A page of the caller's notifications, newest first.
     *
     * @param before exclusive bound, null for the newest
     * @param limit at most so many
     */
    public List<NotificationView> list(UserId caller, @Nullable Long before, int limit) {
        return store.list(caller, before, limit);
    }

    /**
     * Projects the next events.
     *
     * @return whether there may be more
     */
    public boolean projectNext() {
        List<Outbox.Recorded> events = outbox.read(store.cursor(), BATCH);
        if (events.isEmpty()) {
            return false;
        }
        boolean worked = transactions.inTransaction(() -> project(events));
        return worked && events.size() == BATCH;
    }

    /**
     * Deletes some of the notifications that are past their retention.
     *
     * @return whether there may be more
     */
    public boolean trim() {
        return store.trim(clock.instant().minus(retention), TRIM_BATCH);
    }

    /** Skips the events that another node has projected meanwhile. */
    private boolean project(List<Outbox.Recorded> events) {
        Optional<Long> claimed = store.claim();
        claimed.ifPresent(done -> {
            projectAll(events.stream()
                    .filter(recorded -> recorded.cursor() > done)
                    .filter(recorded -> recorded.onlyFor() == null)
                    .toList());
            store.advance(Math.max(done, events.getLast().cursor()));
        });
        return claimed.isPresent();
    }

    /** In order. New messages, by far the most frequent events, are stored together as long as no other event is between them. */
    private void projectAll(List<Outbox.Recorded> events) {
        Instant now = clock.instant();
        List<NotificationStore.PostedMessage> messages = new ArrayList<>();
        for (Outbox.Recorded recorded : events) {
            if (recorded.event() instanceof Event.MessageCreated created) {
                messages.add(new NotificationStore.PostedMessage(created.chat(), created.message(), created.sender()));
            } else {
                notifyOf(messages);
                project(recorded, now);
            }
        }
        notifyOf(messages);
    }

    private void notifyOf(List<NotificationStore.PostedMessage> messages) {
        if (!messages.isEmpty()) {
            store.notifyOfMessages(List.copyOf(messages));
            messages.clear();
        }
    }

    private void project(Outbox.Recorded recorded, Instant now) {
        NotificationStore.Stamp stamp = new NotificationStore.Stamp(recorded.id(), now);
        switch (recorded.event()) {
            case Event.MessageUpdated e -> store.notifyOfEdit(stamp, e.chat(), e.message());
            case Event.MessageDeleted e -> store.deleteFor(e.chat(), e.message());
            case Event.ReactionChanged e -> {
                if (e.added()) {
                    store.notifyOfReaction(stamp, e.chat(), e.message(), e.actor(), e.emoji());
                } else {
                    store.takeReactionBack(e.chat(), e.message(), e.actor(), e.emoji());
                }
            }
            case Event.ChatCreated e -> store.notifyFirstMembers(stamp, e.chat(), e.creator());
            case Event.MemberAdded e -> {
                if (!e.member().equals(e.actor())) {
                    store.notifyMember(stamp, NotificationType.MEMBER_ADDED, e.member(), e.chat(), e.actor(), null);
                }
            }
            case Event.MemberRoleChanged e -> {
                if (!e.member().equals(e.actor())) {
                    String role = e.role().name().toLowerCase(Locale.ROOT);
                    store.notifyMember(stamp, NotificationType.ROLE_CHANGED, e.member(), e.chat(), e.actor(), role);
                }
            }
            default -> {}
        }
    }
}
