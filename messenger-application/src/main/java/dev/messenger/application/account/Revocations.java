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
 * Which sessions are over although their access tokens have not expired, known on this node without asking anybody
 * (rule A6). What this node revokes it knows at once; what others revoke it learns by {@link #refresh}, which has to run at
 * least twice a second. A session never comes back, so there is nothing to take back either. Thread-safe.
 */
public final class Revocations {

    /** A revocation is looked for anew for so long, as the transaction that it is made in may take a while to commit. */
    private static final Duration OVERLAP = Duration.ofSeconds(60);

    private final Sessions sessions;
    private final InstantSource clock;
    private final Duration accessTtl;
    private final Map<SessionId, Instant> revoked = new ConcurrentHashMap<>();
    private final List<Consumer<Set<SessionId>>> listeners = new CopyOnWriteArrayList<>();
    private Instant knownUpTo;

    /** Knows at first what was revoked while tokens that were issued then may still be good. */
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
     * Tells {@code listener} of sessions that end from now on, those of other nodes included. It is called on the thread that
     * learned of it and must not block.
     */
    public void onRevoked(Consumer<Set<SessionId>> listener) {
        listeners.add(listener);
    }

    /** These are revoked, and that is committed. */
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

    /** Learns what other nodes revoked since the last time, and forgets those whose tokens have expired by now. */
    public synchronized void refresh() {
        Instant now = clock.instant();
        learn(sessions.revokedWithin(Duration.between(knownUpTo, now).plus(OVERLAP)));
        knownUpTo = now;
        revoked.values().removeIf(forgetAt -> forgetAt.isBefore(now));
    }
}
