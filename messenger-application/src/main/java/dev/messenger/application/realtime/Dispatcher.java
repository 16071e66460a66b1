package dev.messenger.application.realtime;

import dev.messenger.application.event.port.Outbox.Recorded;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.application.realtime.port.ChatCounts;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides for a batch of events who receives what. Each batch reads the memberships in one round trip; what looks the same to
 * many is rendered once for all of them. Thread-safe.
 */
final class Dispatcher {

    private final Audience audience;
    private final UpdateViews views;

    Dispatcher(Audience audience, UpdateViews views) {
        this.audience = audience;
        this.views = views;
    }

    /**
     * What each of these users receives of these events.
     *
     * @param live whether the events just happened: only then does a changed person reach those who merely share a group with them
     * @return by user, in order; users who receive nothing are missing
     */
    Map<UserId, List<Delivery>> dispatch(List<Recorded> events, Set<UserId> users, boolean live) {
        return new Batch(events, users, live).dispatch();
    }

    /**
     * Counts of a chat, which are sent once a batch.
     *
     * @param receipts whether the counts changed by receipts, not by who is a member
     */
    private record CountsOf(ChatId chat, boolean receipts) {

        static CountsOf after(Event.OfChat event) {
            return new CountsOf(event.chat(), !(event instanceof Event.OfMember));
        }
    }

    private final class Batch {

        private final List<Recorded> events;
        private final Set<UserId> users;
        private final boolean live;
        private final Map<ChatId, Map<UserId, Standing>> members;
        private final Map<ChatId, Set<UserId>> lastMembers;
        private final Map<ChatId, ChatCounts> counts;
        private final Map<UserId, List<Delivery>> deliveries = new HashMap<>();

        /** The cursors of the last event of each kind in this batch: earlier ones are superseded by it. */
        private final Map<UserId, Long> lastChangeOfPerson = new HashMap<>();

        private final Map<CountsOf, Long> lastChangeOfCounts = new HashMap<>();

        Batch(List<Recorded> events, Set<UserId> users, boolean live) {
            this.events = events;
            this.users = users;
            this.live = live;
            Set<ChatId> shared = new HashSet<>();
            Set<ChatId> deleted = new HashSet<>();
            for (Recorded recorded : events) {
                if (recorded.onlyFor() == null) {
                    switch (recorded.event()) {
                        case Event.ChatDeleted event -> deleted.add(event.chat());
                        case Event.OfChat event -> shared.add(event.chat());
                        case Event.PersonChanged event -> lastChangeOfPerson.put(event.person(), recorded.cursor());
                        case Event.PrivacyChanged ignored -> {}
                    }
                }
            }
            this.members = shared.isEmpty() ? Map.of() : audience.members(shared, users);
            this.lastMembers = deleted.isEmpty() ? Map.of() : audience.lastMembers(deleted, users);
            Set<ChatId> counted = chatsWithCounts();
            this.counts = counted.isEmpty() ? Map.of() : audience.counts(counted);
        }

        private Set<ChatId> chatsWithCounts() {
            Set<ChatId> counted = new HashSet<>();
            for (Recorded recorded : events) {
                if (recorded.onlyFor() == null
                        && recorded.event() instanceof Event.OfChat event
                        && members.getOrDefault(event.chat(), Map.of()).entrySet().stream()
                                .anyMatch(member -> needsCounts(event, member.getKey(), member.getValue()))) {
                    counted.add(event.chat());
                    lastChangeOfCounts.put(CountsOf.after(event), recorded.cursor());
                }
            }
            return counted;
        }

        private static boolean needsCounts(Event.OfChat event, UserId member, Standing standing) {
            return switch (Visibility.of(event, member, standing)) {
                case NOTHING -> false;
                case COUNTS -> true;
                case ALL -> event instanceof Event.OfMember;
            };
        }

        Map<UserId, List<Delivery>> dispatch() {
            for (Recorded recorded : events) {
                UserId onlyFor = recorded.onlyFor();
                if (onlyFor == null) {
                    dispatchToAll(recorded);
                } else if (users.contains(onlyFor)) {
                    add(onlyFor, new Delivery.Lazy(recorded));
                }
            }
            return deliveries;
        }

        private void dispatchToAll(Recorded recorded) {
            switch (recorded.event()) {
                case Event.PersonChanged changed -> person(recorded, changed.person());
                case Event.PrivacyChanged ignored -> {}
                case Event.ChatDeleted deleted ->
                    lastMembers
                            .getOrDefault(deleted.chat(), Set.of())
                            .forEach(user -> add(user, new Delivery.Lazy(recorded)));
                case Event.OfChat event -> ofChat(recorded, event);
            }
        }

        private void ofChat(Recorded recorded, Event.OfChat event) {
            Set<UserId> recipients = new HashSet<>();
            members.getOrDefault(event.chat(), Map.of()).forEach((user, standing) -> {
                switch (Visibility.of(event, user, standing)) {
                    case NOTHING -> {}
                    case COUNTS -> counts(recorded, event, user, standing);
                    case ALL -> {
                        if (event instanceof Event.OfMember ofMember) {
                            Update.Counts seen = countsSeenBy(user, standing, event.chat());
                            add(user, new Delivery.Rendered(recorded.cursor(), UpdateViews.member(ofMember, seen)));
                        } else {
                            recipients.add(user);
                        }
                    }
                }
            });
            switch (event) {
                case Event.MessageCreated created -> message(recorded, created, recipients);
                case Event.ReactionChanged changed -> reaction(recorded, changed, recipients);
                default -> recipients.forEach(user -> add(user, new Delivery.Lazy(recorded)));
            }
        }

        private void counts(Recorded recorded, Event.OfChat event, UserId user, Standing standing) {
            if (lastChangeOfCounts.getOrDefault(CountsOf.after(event), 0L) == recorded.cursor()) {
                Update.Counts seen = countsSeenBy(user, standing, event.chat());
                if (seen != null) {
                    add(user, new Delivery.Rendered(recorded.cursor(), seen));
                }
            }
        }

        private Update.@Nullable Counts countsSeenBy(UserId user, Standing standing, ChatId chat) {
            ChatCounts counted = counts.get(chat);
            return counted == null
                    ? null
                    : UpdateViews.counts(chat, counted, user, Visibility.includesProgress(standing));
        }

        /** A new message looks the same to everyone but its sender and those it mentions: it is rendered once for them. */
        private void message(Recorded recorded, Event.MessageCreated created, Set<UserId> recipients) {
            List<UserId> others = recipients.stream()
                    .filter(user -> !user.equals(created.sender()))
                    .toList();
            if (others.size() < recipients.size()) {
                add(created.sender(), new Delivery.Lazy(recorded));
            }
            if (others.isEmpty()) {
                return;
            }
            MessageView message =
                    views.message(others.getFirst(), created.message()).orElse(null);
            if (message == null) { // deleted, or hidden by the first: render it for each
                others.forEach(user -> add(user, new Delivery.Lazy(recorded)));
                return;
            }
            Set<UserId> mentioned = views.mentionedIn(message);
            Delivery toMost = new Delivery.Rendered(recorded.cursor(), new Update.Message(true, message, false));
            Delivery toMentioned = new Delivery.Rendered(recorded.cursor(), new Update.Message(true, message, true));
            others.forEach(user -> add(user, mentioned.contains(user) ? toMentioned : toMost));
        }

        private void reaction(Recorded recorded, Event.ReactionChanged changed, Set<UserId> recipients) {
            if (!recipients.isEmpty()) {
                views.reactions(changed, recipients)
                        .forEach((user, reactions) -> add(
                                user,
                                new Delivery.Rendered(recorded.cursor(), UpdateViews.reaction(changed, reactions))));
            }
        }

        /** Those who merely share a group with the person receive the change unstored: a replay does not find them. */
        private void person(Recorded recorded, UserId person) {
            if (lastChangeOfPerson.getOrDefault(person, 0L) != recorded.cursor()) {
                return;
            }
            Set<UserId> close = new HashSet<>(audience.counterparts(person, users));
            if (users.contains(person)) {
                close.add(person);
            }
            Set<UserId> recipients = new HashSet<>(close);
            if (live) {
                recipients.addAll(audience.fellows(person, users));
            }
            if (!recipients.isEmpty()) {
                views.person(person, recipients).forEach((user, view) -> {
                    Update.Payload payload = new Update.Person(view);
                    add(
                            user,
                            close.contains(user)
                                    ? new Delivery.Rendered(recorded.cursor(), payload)
                                    : new Delivery.Ephemeral(payload));
                });
            }
        }

        private void add(UserId user, Delivery delivery) {
            deliveries.computeIfAbsent(user, who -> new ArrayList<>()).add(delivery);
        }
    }
}
