package dev.messenger.application.realtime;

import dev.messenger.application.event.port.Outbox.Recorded;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.message.port.ReactionView;
import dev.messenger.application.people.PersonView;
import dev.messenger.application.realtime.AudienceRule.Visibility;
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

/**
 * Decides for a batch of events which of some users is told what. Who is a member of what is asked once a batch, and nothing of it
 * is remembered. What looks the same to many is read once for all of them. Thread-safe.
 */
final class Dispatcher {

    private final Audience audience;
    private final UpdateViews shows;

    Dispatcher(Audience audience, UpdateViews shows) {
        this.audience = audience;
        this.shows = shows;
    }

    /**
     * What each of these users is told of these events.
     *
     * @param live whether it happens now: people with whom one has no more than groups in common are told of then alone
     * @return by user, in order; whom nothing concerns is missing
     */
    Map<UserId, List<Delivery>> dispatch(List<Recorded> events, Set<UserId> users, boolean live) {
        return new Batch(events, users, live).dispatch();
    }

    /** One batch. */
    private final class Batch {

        private final List<Recorded> events;
        private final Set<UserId> users;
        private final boolean live;
        private final Map<ChatId, Map<UserId, Standing>> members;
        private final Map<ChatId, Set<UserId>> lastMembers;
        private final Map<UserId, List<Delivery>> deliveries = new HashMap<>();
        private final Map<ChatId, ChatCounts> counts;

        /** Of several changes of one person, and of several counts of one chat, the last one in the batch is told. */
        private final Map<Object, Long> lastOf = new HashMap<>();

        Batch(List<Recorded> events, Set<UserId> users, boolean live) {
            this.events = events;
            this.users = users;
            this.live = live;
            Set<ChatId> shared = new HashSet<>();
            Set<ChatId> gone = new HashSet<>();
            for (Recorded recorded : events) {
                if (recorded.onlyFor() == null) {
                    switch (recorded.event()) {
                        case Event.ChatDeleted deleted -> gone.add(deleted.chat());
                        case Event.OfChat ofChat -> shared.add(ofChat.chat());
                        case Event.PersonChanged changed -> lastOf.put(changed, recorded.cursor());
                        case Event.PrivacyChanged ignored -> {}
                    }
                }
            }
            this.members = shared.isEmpty() ? Map.of() : audience.members(shared, users);
            this.lastMembers = gone.isEmpty() ? Map.of() : audience.lastMembers(gone, users);
            Set<ChatId> counted = counted();
            this.counts = counted.isEmpty() ? Map.of() : audience.counts(counted);
        }

        /** The chats of which somebody is told the counts. */
        private Set<ChatId> counted() {
            Set<ChatId> counted = new HashSet<>();
            for (Recorded recorded : events) {
                if (recorded.onlyFor() == null && recorded.event() instanceof Event.OfChat event) {
                    Map<UserId, Standing> hearers = members.getOrDefault(event.chat(), Map.of());
                    boolean receipt = !(event instanceof Event.OfMember);
                    if (hearers.entrySet().stream().anyMatch(hearer -> isCounted(hearer, event))) {
                        counted.add(event.chat());
                        lastOf.put(List.of(event.chat(), receipt), recorded.cursor());
                    }
                }
            }
            return counted;
        }

        private boolean isCounted(Map.Entry<UserId, Standing> hearer, Event.OfChat event) {
            return switch (AudienceRule.hearing(hearer.getKey(), hearer.getValue(), event)) {
                case NOTHING -> false;
                case COUNTS -> true;
                case ALL -> event instanceof Event.OfMember;
            };
        }

        Map<UserId, List<Delivery>> dispatch() {
            for (Recorded recorded : events) {
                UserId onlyFor = recorded.onlyFor();
                if (onlyFor != null) {
                    if (users.contains(onlyFor)) {
                        add(onlyFor, new Delivery.Lazy(recorded));
                    }
                    continue;
                }
                switch (recorded.event()) {
                    case Event.PersonChanged changed -> person(recorded, changed);
                    case Event.PrivacyChanged ignored -> {}
                    case Event.ChatDeleted deleted ->
                        lastMembers
                                .getOrDefault(deleted.chat(), Set.of())
                                .forEach(user -> add(user, new Delivery.Lazy(recorded)));
                    case Event.OfChat event -> ofChat(recorded, event);
                }
            }
            return deliveries;
        }

        private void ofChat(Recorded recorded, Event.OfChat event) {
            Set<UserId> hearers = new HashSet<>();
            members.getOrDefault(event.chat(), Map.of()).forEach((user, standing) -> {
                Visibility hearing = AudienceRule.hearing(user, standing, event);
                if (hearing == Visibility.COUNTS) {
                    counts(recorded, event, user, standing);
                } else if (hearing == Visibility.ALL && event instanceof Event.OfMember ofMember) {
                    member(recorded, ofMember, user, standing);
                } else if (hearing == Visibility.ALL) {
                    hearers.add(user);
                }
            });
            switch (event) {
                case Event.MessageCreated created -> post(recorded, created, hearers);
                case Event.ReactionChanged changed -> reaction(recorded, changed, hearers);
                default -> hearers.forEach(user -> add(user, new Delivery.Lazy(recorded)));
            }
        }

        private void counts(Recorded recorded, Event.OfChat event, UserId user, Standing standing) {
            boolean receipt = !(event instanceof Event.OfMember);
            ChatCounts counted = counts.get(event.chat());
            if (counted != null && lastOf.getOrDefault(List.of(event.chat(), receipt), 0L) == recorded.cursor()) {
                Update.Payload payload =
                        UpdateViews.counts(event.chat(), counted, user, AudienceRule.seesProgress(standing));
                add(user, new Delivery.Rendered(recorded.cursor(), payload));
            }
        }

        private void member(Recorded recorded, Event.OfMember event, UserId user, Standing standing) {
            ChatCounts counted = counts.get(event.chat());
            Update.Counts seen = counted == null
                    ? null
                    : UpdateViews.counts(event.chat(), counted, user, AudienceRule.seesProgress(standing));
            add(user, new Delivery.Rendered(recorded.cursor(), UpdateViews.member(event, seen)));
        }

        /** A new message looks the same to everyone but its sender and whom it mentions: it is read once for all of them. */
        private void post(Recorded recorded, Event.MessageCreated created, Set<UserId> hearers) {
            List<UserId> others = hearers.stream()
                    .filter(user -> !user.equals(created.sender()))
                    .toList();
            if (others.size() < hearers.size()) {
                add(created.sender(), new Delivery.Lazy(recorded));
            }
            if (others.isEmpty()) {
                return;
            }
            MessageView message =
                    shows.message(others.getFirst(), created.message()).orElse(null);
            if (message == null) { // gone, or hidden by the first: each is asked
                others.forEach(user -> add(user, new Delivery.Lazy(recorded)));
                return;
            }
            Set<UserId> mentioned = shows.mentionedIn(message);
            Delivery toMost = new Delivery.Rendered(recorded.cursor(), new Update.Message(true, message, false));
            Delivery toMentioned = new Delivery.Rendered(recorded.cursor(), new Update.Message(true, message, true));
            others.forEach(user -> add(user, mentioned.contains(user) ? toMentioned : toMost));
        }

        private void reaction(Recorded recorded, Event.ReactionChanged changed, Set<UserId> hearers) {
            if (!hearers.isEmpty()) {
                Map<UserId, List<ReactionView>> seen = shows.reactions(changed, hearers);
                seen.forEach((user, reactions) ->
                        add(user, new Delivery.Rendered(recorded.cursor(), UpdateViews.reaction(changed, reactions))));
            }
        }

        private void person(Recorded recorded, Event.PersonChanged changed) {
            if (lastOf.getOrDefault(changed, 0L) != recorded.cursor()) {
                return;
            }
            UserId person = changed.person();
            Set<UserId> close = new HashSet<>(audience.counterparts(person, users));
            if (users.contains(person)) {
                close.add(person);
            }
            Set<UserId> viewers = new HashSet<>(close);
            if (live) {
                viewers.addAll(audience.fellows(person, users));
            }
            if (viewers.isEmpty()) {
                return;
            }
            Map<UserId, PersonView> seen = shows.person(person, viewers);
            seen.forEach((viewer, view) -> {
                Update.Payload payload = new Update.Person(view);
                add(
                        viewer,
                        close.contains(viewer)
                                ? new Delivery.Rendered(recorded.cursor(), payload)
                                : new Delivery.Ephemeral(payload));
            });
        }

        private void add(UserId user, Delivery delivery) {
            deliveries.computeIfAbsent(user, who -> new ArrayList<>()).add(delivery);
        }
    }
}
