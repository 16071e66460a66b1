package dev.messenger.application.realtime;

import dev.messenger.application.people.port.Presence;
import dev.messenger.application.realtime.port.Signals;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Seen;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells presence of who is connected to this node, and tells others when someone comes or goes (rule P1). Someone has gone when
 * presence says so, that is when neither a connection to any node is open nor a request was made lately. Thread-safe.
 */
final class WhoIsThere {

    /** How often it is looked who has gone. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Hub hub;
    private final Presence presence;
    private final Signals signals;
    private final InstantSource clock;
    private final Set<UserId> here = ConcurrentHashMap.newKeySet();

    /** Used by the step alone. */
    private Instant nextHeartbeat = Instant.MIN;

    private Instant nextLook = Instant.MIN;

    WhoIsThere(Hub hub, Presence presence, Signals signals, InstantSource clock) {
        this.hub = hub;
        this.presence = presence;
        this.signals = signals;
        this.clock = clock;
    }

    /** A connection of {@code user} was opened. */
    void connected(UserId user) {
        presence.connected(Set.of(user));
        noticed(user);
    }

    /** A connection of {@code user} was closed. */
    void disconnected(UserId user) {
        if (!hub.users().contains(user)) {
            presence.disconnected(user);
        }
    }

    /** {@code user} gave a sign of life. Returns at once. */
    void noticed(UserId user) {
        if (here.add(user)) {
            signals.send(new Signal.Present(user, true));
        }
    }

    /** Says again who is connected, and notices who has gone. */
    void step() {
        Instant now = clock.instant();
        if (!now.isBefore(nextHeartbeat)) {
            nextHeartbeat = now.plus(Presence.HEARTBEAT);
            presence.connected(hub.users());
        }
        if (!now.isBefore(nextLook) && !here.isEmpty()) {
            nextLook = now.plus(LOOK);
            Set<UserId> connected = hub.users();
            Set<UserId> doubtful = ConcurrentHashMap.newKeySet();
            here.stream().filter(user -> !connected.contains(user)).forEach(doubtful::add);
            Map<UserId, Seen> seen = presence.of(doubtful);
            doubtful.stream()
                    .filter(user -> !seen.getOrDefault(user, Seen.UNKNOWN).online())
                    .filter(here::remove)
                    .forEach(user -> signals.send(new Signal.Present(user, false)));
        }
    }
}
