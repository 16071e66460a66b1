package dev.messenger.application.account;

import dev.messenger.application.account.port.Sessions;
import dev.messenger.application.shared.Settings;
import dev.messenger.domain.account.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The revoked sessions whose access tokens have not expired, in the memory of this node (rule A6). A node knows its own revocations
 * at once and learns those of others by {@link #refresh}, which must run at least twice a second. Thread-safe.
 */
public final class Revocations {

    /** Refreshes overlap by this much, since a revocation becomes visible only when its transaction commits. */
    private static final Duration OVERLAP = Duration.ofSeconds(60);

    private final Sessions sessions;
    private final InstantSource clock;
    private final Duration accessTtl;
    private final Map<SessionId, Instant> revoked = new ConcurrentHashMap<>();
    private final List<Consumer<Set<SessionId>>> listeners = new CopyOnWriteArrayList<>();
    private Instant knownUpTo;

    /** Begins with the revocations of sessions whose access tokens may not have expired. */
    public Revocations(Sessions sessions, Settings settings, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
        this.accessTtl = settings.accounts().accessTokenTtl();
        this.knownUpTo = clock.instant().minus(accessTtl);
        refresh();
    }

    /** Whether the session was revoked. Costs no round trip. */
    public boolean isRevoked(SessionId session) {
        return revoked.containsKey(session);
    }

    /**
     * Notifies {@code listener} of sessions that are revoked from now on, on any node. It is called on the thread that learns of
     * them and must not block.
     */
    public void onRevoked(Consumer<Set<SessionId>> listener) {
        listeners.add(listener);
    }

    /** Adds committed revocations. */
    void learn(Collection<SessionId> ended) {
        Instant forgetAt = clock.instant().plus(accessTtl).plus(OVERLAP.multipliedBy(2));
        Set<SessionId> news = new HashSet<>();
        for (SessionId session : ended) {
            if (revoked.put(session, forgetAt) == null) {
                news.add(session);
            }
        }
        if (!news.isEmpty()) {
            listeners.forEach(listener -> listener.accept(Set.copyOf(news)));
        }
    }

    /** Adds what other nodes revoked since the last refresh, and removes sessions whose tokens have expired. */
    public synchronized void refresh() {
        Instant now = clock.instant();
        learn(sessions.revokedWithin(Duration.between(knownUpTo, now).plus(OVERLAP)));
        knownUpTo = now;
        revoked.values().removeIf(forgetAt -> forgetAt.isBefore(now));
    }
}
