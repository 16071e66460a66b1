package dev.messenger.application.account;

import dev.messenger.application.account.port.Sessions;
import dev.messenger.domain.account.SessionId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the sessions in use that have ended, by expiry or otherwise (rule R15). It asks about a session when it is new, and again when
 * its refresh token has expired, unless that was renewed meanwhile. Thread-safe.
 */
public final class SessionExpiry {

    private final Sessions sessions;
    private final InstantSource clock;
    private final Map<SessionId, Instant> known = new HashMap<>();

    SessionExpiry(Sessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The sessions of {@code inUse} that have ended. One round trip, and mostly none. */
    public synchronized Set<SessionId> endedOf(Set<SessionId> inUse) {
        Instant now = clock.instant();
        known.keySet().retainAll(inUse);
        Set<SessionId> uncertain = new HashSet<>(inUse);
        uncertain.removeIf(session -> now.isBefore(known.getOrDefault(session, Instant.MIN)));
        if (uncertain.isEmpty()) {
            return Set.of();
        }
        known.putAll(sessions.expiries(uncertain));
        uncertain.removeIf(session -> now.isBefore(known.getOrDefault(session, Instant.MIN)));
        return uncertain;
    }
}
