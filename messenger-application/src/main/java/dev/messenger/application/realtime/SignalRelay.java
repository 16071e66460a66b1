package dev.messenger.application.realtime;

import dev.messenger.application.people.port.Presence;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.people.PrivacyRight;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Relays signals to the connections of this node, to those users alone who may learn of them. Each node ends an activity by
 * itself after {@link #TIMEOUT}, so that it ends even when the node that sent it is gone (rule R5). Thread-safe.
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

    /** The activities that go on, and when each times out. */
    private final Map<Signal.Doing, Instant> timeouts = new ConcurrentHashMap<>();

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
    boolean step() {
        List<Signal> taken = new ArrayList<>();
        queue.drainTo(taken, BATCH);
        taken.forEach(this::relay);
        endTimedOut();
        return !taken.isEmpty();
    }

    private void relay(Signal signal) {
        switch (signal) {
            case Signal.Doing doing -> {
                if (doing.active()) {
                    timeouts.put(doing, clock.instant().plus(TIMEOUT));
                } else {
                    timeouts.remove(doing.withActive(true));
                }
                send(doing);
            }
            case Signal.Present present -> send(present);
        }
    }

    private void endTimedOut() {
        Instant now = clock.instant();
        timeouts.forEach((doing, timeout) -> {
            if (!now.isBefore(timeout) && timeouts.remove(doing, timeout)) {
                send(doing.withActive(false));
            }
        });
    }

    private void send(Signal.Doing doing) {
        Set<UserId> others = hub.usersBut(doing.user());
        if (others.isEmpty()) {
            return;
        }
        Map<UserId, Standing> members =
                audience.members(Set.of(doing.chat()), others).getOrDefault(doing.chat(), Map.of());
        List<UserId> recipients = members.entrySet().stream()
                .filter(member -> member.getValue().type() != ChatType.PRIVATE
                        || relationships.may(member.getKey(), doing.user(), PrivacyRight.TALK_PRIVATELY))
                .map(Map.Entry::getKey)
                .toList();
        hub.send(recipients, new Update.Activity(doing.activity(), doing.active(), doing.chat(), doing.user()));
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
    boolean isDoing(ChatId chat, UserId user, Signal.Activity activity) {
        return timeouts.containsKey(new Signal.Doing(chat, user, activity, true));
    }
}
