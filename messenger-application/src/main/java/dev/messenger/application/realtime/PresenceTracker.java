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
 * Reports the users who are connected to this node to the presence store, and signals when a user comes online or goes offline
 * (rule P1). A user is offline once the store says so: no node has a connection, and no request came lately. The store is not asked
 * about users whose last request reached this node lately. Thread-safe.
 */
final class PresenceTracker {

    /** How often users are checked for having gone offline. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

    /** One call for many users may block the presence store for others. */
    private static final int BATCH = 200;

    private final Hub hub;
    private final Presence presence;
    private final Signals signals;
    private final InstantSource clock;

    /** The users who are online, and until when that is certain even without a connection. */
    private final Map<UserId, Instant> online = new ConcurrentHashMap<>();

    /** Used by the step alone. */
    private Instant nextHeartbeat = Instant.MIN;

    private Instant nextCheck = Instant.MIN;

    PresenceTracker(Hub hub, Presence presence, Signals signals, InstantSource clock) {
        this.hub = hub;
        this.presence = presence;
        this.signals = signals;
        this.clock = clock;
    }

    /** A connection of {@code user} was opened. */
    void connected(UserId user) {
        presence.connected(Set.of(user));
        online(user, clock.instant());
    }

    /** A connection of {@code user} was closed. */
    void disconnected(UserId user) {
        if (!hub.isConnected(user)) {
            presence.disconnected(user);
        }
    }

    /** {@code user} made a request. Returns at once. */
    void touch(UserId user) {
        online(user, clock.instant().plus(Presence.AFTER_REQUEST));
    }

    private void online(UserId user, Instant until) {
        if (online.put(user, until) == null) {
            signals.send(new Signal.Present(user, true));
        }
    }

    /** Repeats the heartbeat of the connected users, and finds those who went offline. */
    void step() {
        Instant now = clock.instant();
        if (!now.isBefore(nextHeartbeat)) {
            nextHeartbeat = now.plus(Presence.HEARTBEAT);
            presence.connected(hub.users());
        }
        if (!now.isBefore(nextCheck) && !online.isEmpty()) {
            nextCheck = now.plus(CHECK_INTERVAL);
            Map<UserId, Instant> uncertain = uncertain(now);
            List<UserId> users = List.copyOf(uncertain.keySet());
            for (int i = 0; i < users.size(); i += BATCH) {
                signalOffline(users.subList(i, Math.min(i + BATCH, users.size())), uncertain);
            }
        }
    }

    /** The users without a connection or recent request here, of whom another node may know more. */
    private Map<UserId, Instant> uncertain(Instant now) {
        Set<UserId> connected = hub.users();
        Map<UserId, Instant> uncertain = new HashMap<>();
        online.forEach((user, until) -> {
            if (!now.isBefore(until) && !connected.contains(user)) {
                uncertain.put(user, until);
            }
        });
        return uncertain;
    }

    /**
     * Asks for the full status: {@link Presence#online} may lag behind another node, and nothing would take a wrong offline signal
     * back.
     */
    private void signalOffline(List<UserId> users, Map<UserId, Instant> uncertain) {
        Map<UserId, PresenceStatus> statuses = presence.of(users);
        users.stream()
                .filter(user ->
                        !statuses.getOrDefault(user, PresenceStatus.UNKNOWN).online())
                .filter(user -> online.remove(user, uncertain.get(user))) // unless the user came back meanwhile
                .forEach(user -> signals.send(new Signal.Present(user, false)));
    }
}
