package dev.messenger.application.realtime;

import dev.messenger.application.event.port.Outbox.Recorded;
import dev.messenger.application.people.port.Presence;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.application.realtime.Activities.Ongoing;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.people.PrivacyRight;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;

/**
 * Relays signals to the connections of this node, to those users alone who may learn of them. Each node ends an activity by
 * itself after {@link #TIMEOUT}, so that it ends even when the node that sent it is gone (rule R5). It ends earlier with a message of
 * the same user, when the user leaves the chat, and for the other side of a private chat with a block: each node sees these events
 * (rule R14). Thread-safe.
 */
final class SignalRelay {

    /** Rule R5. */
    static final Duration TIMEOUT = Duration.ofSeconds(6);

    /** A late signal is worth nothing: while so many are queued, new ones are dropped. */
    private static final int MAX_QUEUED = 1_000;

    private static final int BATCH = 100;

    private final Hub hub;
    private final Audience audience;
    private final Relationships relationships;
    private final Presence presence;
    private final InstantSource clock;
    private final BlockingQueue<Signal> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final Activities activities = new Activities();

    SignalRelay(Hub hub, Audience audience, Relationships relationships, Presence presence, InstantSource clock) {
        this.hub = hub;
        this.audience = audience;
        this.relationships = relationships;
        this.presence = presence;
        this.clock = clock;
    }

    /** Queues a signal; never blocks. */
    void accept(Signal signal) {
        boolean ignored = queue.offer(signal);
    }

    /** Relays queued signals and ends activities that timed out; returns whether there may be more. */
    synchronized boolean step() {
        List<Signal> taken = new ArrayList<>();
        queue.drainTo(taken, BATCH);
        taken.forEach(this::relay);
        activities.timedOut(clock.instant()).forEach(this::end);
        return !taken.isEmpty();
    }

    /**
     * Ends the activities that these events interrupt, before anybody hears of the events. What was signalled before them is relayed
     * before them.
     */
    synchronized void observe(List<Recorded> events) {
        while (!queue.isEmpty()) {
            boolean ignored = step();
        }
        for (Recorded recorded : events) {
            switch (recorded.event()) {
                case Event.MessageCreated event -> interrupt(event.chat(), event.sender());
                case Event.MemberRemoved event -> {
                    interrupt(event.chat(), event.member());
                    activities
                            .matching(activity -> activity.chat().equals(event.chat()))
                            .forEach(activity -> activities.unseen(activity, Set.of(event.member())));
                }
                case Event.ChatDeleted event ->
                    activities
                            .matching(activity -> activity.chat().equals(event.chat()))
                            .forEach(this::interrupt);
                case Event.PrivacyChanged event -> {
                    UserId towards = event.towards();
                    if (towards != null) {
                        part(event.person(), towards);
                    }
                }
                default -> {}
            }
        }
    }

    private void relay(Signal signal) {
        switch (signal) {
            case Signal.Doing doing -> {
                if (doing.active()) {
                    start(doing);
                } else if (activities.stop(doing)) {
                    end(Ongoing.of(doing));
                }
            }
            case Signal.Present present -> send(present);
        }
    }

    private void start(Signal.Doing doing) {
        Ongoing activity = Ongoing.of(doing);
        activities.start(doing, clock.instant().plus(TIMEOUT));
        Set<UserId> viewers = viewers(activity);
        activities.seen(activity, viewers);
        send(activity, true, viewers);
    }

    /** Ends an activity for those who saw it, and those who may have seen it on another node. */
    private void end(Ongoing activity) {
        Set<UserId> recipients = new HashSet<>(viewers(activity));
        recipients.addAll(activities.seenBy(activity));
        activities.remove(activity);
        send(activity, false, recipients);
    }

    private void interrupt(ChatId chat, UserId user) {
        activities
                .matching(activity ->
                        activity.chat().equals(chat) && activity.user().equals(user))
                .forEach(this::end);
    }

    /** Ends an activity in a chat that is gone for those who saw it. */
    private void interrupt(Ongoing activity) {
        Set<UserId> recipients = activities.seenBy(activity);
        activities.remove(activity);
        send(activity, false, recipients);
    }

    /** What one of two users saw of the other ends, where they may not see it any more. */
    private void part(UserId one, UserId other) {
        hide(one, other);
        hide(other, one);
    }

    private void hide(UserId user, UserId viewer) {
        for (Ongoing activity : activities.matching(activity -> activity.user().equals(user))) {
            Set<UserId> lost = Set.of(viewer);
            if (activities.seenBy(activity).contains(viewer)
                    && !viewers(activity, lost).contains(viewer)) {
                activities.unseen(activity, lost);
                send(activity, false, lost);
            }
        }
    }

    private Set<UserId> viewers(Ongoing activity) {
        return viewers(activity, hub.usersBut(activity.user()));
    }

    private Set<UserId> viewers(Ongoing activity, Set<UserId> among) {
        if (among.isEmpty()) {
            return Set.of();
        }
        Map<UserId, Standing> members =
                audience.members(Set.of(activity.chat()), among).getOrDefault(activity.chat(), Map.of());
        return members.entrySet().stream()
                .filter(member -> member.getValue().type() != ChatType.PRIVATE
                        || relationships.may(member.getKey(), activity.user(), PrivacyRight.TALK_PRIVATELY))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void send(Ongoing activity, boolean active, Set<UserId> recipients) {
        hub.send(recipients, new Update.Activity(activity.activity(), active, activity.chat(), activity.user()));
    }

    private void send(Signal.Present present) {
        UserId user = present.user();
        Set<UserId> others = hub.usersBut(user);
        if (others.isEmpty()) {
            return;
        }
        List<UserId> recipients = audience.counterparts(user, others).stream()
                .filter(viewer -> relationships.may(viewer, user, PrivacyRight.SEE_PRESENCE))
                .toList();
        if (!recipients.isEmpty()) {
            Instant lastSeen = present.online() ? null : presence.of(user).lastSeenAt();
            hub.send(recipients, new Update.Presence(user, present.online(), lastSeen));
        }
    }

    /** Whether this node takes {@code user} to be active in {@code chat}; for tests of the timeout. */
    synchronized boolean isDoing(ChatId chat, UserId user, Signal.Activity activity) {
        return activities.contains(new Ongoing(chat, user, activity));
    }
}
