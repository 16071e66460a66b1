package dev.messenger.application.realtime;

import dev.messenger.application.people.port.Presence;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.PresenceStatus;
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
 * Passes signals on to the connections of this node: who may learn of them is asked for each. What someone began and nobody
 * ended is ended here after a while, so that it ends too when the node that told of it is gone (rule R5). Thread-safe.
 */
final class SignalRelay {

    /** Rule R5. */
    static final Duration LASTS = Duration.ofSeconds(6);

    /** Signals are worth nothing late: those that come while so many wait are dropped. */
    private static final int MAX_WAITING = 1_000;

    private final Hub hub;
    private final Audience audience;
    private final Relationships relationships;
    private final Presence presence;
    private final InstantSource clock;
    private final BlockingQueue<Signal> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Map<Signal.Doing, Instant> ends = new ConcurrentHashMap<>();

    SignalRelay(Hub hub, Audience audience, Relationships relationships, Presence presence, InstantSource clock) {
        this.hub = hub;
        this.audience = audience;
        this.relationships = relationships;
        this.presence = presence;
        this.clock = clock;
    }

    /** Takes a signal in; never blocks. */
    void accept(Signal signal) {
        boolean ignored = waiting.offer(signal);
    }

    /** Passes on what waits, and ends what has lasted; returns whether there may be more. */
    boolean step() {
        List<Signal> taken = new ArrayList<>();
        waiting.drainTo(taken, 100);
        taken.forEach(this::pass);
        endWhatLasted();
        return !taken.isEmpty();
    }

    private void pass(Signal signal) {
        switch (signal) {
            case Signal.Doing doing -> {
                Signal.Doing begun = new Signal.Doing(doing.chat(), doing.user(), doing.activity(), true);
                if (doing.active()) {
                    ends.put(begun, clock.instant().plus(LASTS));
                } else {
                    ends.remove(begun);
                }
                tell(doing);
            }
            case Signal.Present present -> tell(present);
        }
    }

    private void endWhatLasted() {
        Instant now = clock.instant();
        ends.forEach((doing, end) -> {
            if (!now.isBefore(end) && ends.remove(doing, end)) {
                tell(new Signal.Doing(doing.chat(), doing.user(), doing.activity(), false));
            }
        });
    }

    private void tell(Signal.Doing doing) {
        Set<UserId> others = hub.usersBut(doing.user());
        if (others.isEmpty()) {
            return;
        }
        Map<UserId, Standing> members =
                audience.members(Set.of(doing.chat()), others).getOrDefault(doing.chat(), Map.of());
        List<UserId> receivers = members.entrySet().stream()
                .filter(member -> member.getValue().type() != ChatType.PRIVATE
                        || may(member.getKey(), doing.user(), PrivacyRight.TALK_PRIVATELY))
                .map(Map.Entry::getKey)
                .toList();
        hub.pass(receivers, new Update.Activity(doing.activity(), doing.active(), doing.chat(), doing.user()));
    }

    private void tell(Signal.Present present) {
        Set<UserId> others = hub.usersBut(present.user());
        if (others.isEmpty()) {
            return;
        }
        List<UserId> receivers = audience.counterparts(present.user(), others).stream()
                .filter(viewer -> may(viewer, present.user(), PrivacyRight.SEE_PRESENCE))
                .toList();
        if (!receivers.isEmpty()) {
            PresenceStatus seen = presence.of(present.user());
            hub.pass(
                    receivers,
                    new Update.Presence(present.user(), present.online(), present.online() ? null : seen.lastSeenAt()));
        }
    }

    private boolean may(UserId viewer, UserId target, PrivacyRight right) {
        return relationships
                .of(viewer, target)
                .filter((Acquaintance acquaintance) -> acquaintance.may(right))
                .isPresent();
    }

    /** What {@code user} is doing in {@code chat}, as far as this node knows; for tests of the bound. */
    boolean isDoing(ChatId chat, UserId user, Signal.Activity activity) {
        return ends.containsKey(new Signal.Doing(chat, user, activity, true));
    }
}
