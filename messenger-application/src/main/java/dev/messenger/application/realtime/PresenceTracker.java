package dev.messenger.application.realtime;

import dev.messenger.application.people.port.Presence;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.application.realtime.port.Signals;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.PresenceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells presence of who is connected to this node, and tells others when someone comes or goes (rule P1). Someone has gone when
 * presence says so, that is when neither a connection to any node is open nor a request was made lately; who made one here lately is not
 * asked about. Thread-safe.
 */
final class PresenceTracker {

    /** How often it is looked who has gone. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** So many are asked about at once, since a store of presence may answer nobody else meanwhile. */
    private static final int ASKED_AT_ONCE = 200;

    private final Hub hub;
    private final Presence presence;
    private final Signals signals;
    private final InstantSource clock;

    /** Who is there, and until when that is certain without a connection: a request keeps its sender online for a while. */
    private final Map<UserId, Instant> here = new ConcurrentHashMap<>();

    /** Used by the step alone. */
    private Instant nextHeartbeat = Instant.MIN;

    private Instant nextLook = Instant.MIN;

    PresenceTracker(Hub hub, Presence presence, Signals signals, InstantSource clock) {
        this.hub = hub;
        this.presence = presence;
        this.signals = signals;
        this.clock = clock;
    }

    /** A connection of {@code user} was opened. When it is closed, presence knows whether they are still there. */
    void connected(UserId user) {
        presence.connected(Set.of(user));
        cameOrStays(user, clock.instant());
    }

    /** A connection of {@code user} was closed. */
    void disconnected(UserId user) {
        if (!hub.isConnected(user)) {
            presence.disconnected(user);
        }
    }

    /** {@code user} gave a sign of life. Returns at once. */
    void noticed(UserId user) {
        cameOrStays(user, clock.instant().plus(Presence.AFTER_REQUEST));
    }

    private void cameOrStays(UserId user, Instant until) {
        if (here.put(user, until) == null) {
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
            Map<UserId, Instant> doubtful = doubtful(now);
            List<UserId> users = List.copyOf(doubtful.keySet());
            for (int i = 0; i < users.size(); i += ASKED_AT_ONCE) {
                tellWhoHasGone(users.subList(i, Math.min(i + ASKED_AT_ONCE, users.size())), doubtful);
            }
        }
    }

    /** Who is neither connected here nor made a request here lately: another node may know more of them. */
    private Map<UserId, Instant> doubtful(Instant now) {
        Set<UserId> connected = hub.users();
        Map<UserId, Instant> doubtful = new HashMap<>();
        here.forEach((user, until) -> {
            if (!now.isBefore(until) && !connected.contains(user)) {
                doubtful.put(user, until);
            }
        });
        return doubtful;
    }

    /**
     * Each is asked about in full: {@link Presence#online} may not know yet who came at another node a moment ago, and nobody would
     * take back that they have gone.
     */
    private void tellWhoHasGone(List<UserId> users, Map<UserId, Instant> doubtful) {
        Map<UserId, PresenceStatus> seen = presence.of(users);
        users.stream()
                .filter(user -> !seen.getOrDefault(user, PresenceStatus.UNKNOWN).online())
                .filter(user -> here.remove(user, doubtful.get(user))) // unless they came back meanwhile
                .forEach(user -> signals.send(new Signal.Present(user, false)));
    }
}
