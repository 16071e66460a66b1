package dev.messenger.application.account.port;

import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The sessions, their refresh tokens and their revocations. Of a refresh token only the {@code jti} is stored, which cannot be used
 * as a token (rule A10). Thread-safe.
 */
public interface Sessions {

    /** Stores a new session with its refresh token. */
    void add(Session session);

    /** The session; empty when it has ended. */
    Optional<Session> find(SessionId session);

    /** The sessions of {@code user} that have not ended, newest first (rule A7). */
    List<Session> listOf(UserId user, Instant now);

    /** When each of these sessions expires; those that have ended otherwise are missing. */
    Map<SessionId, Instant> expiries(Set<SessionId> of);

    /**
     * Uses a refresh token. Its first use makes {@code fresh} its successor, and each further use within the grace returns that
     * same successor (rule A5). Concurrent calls take effect one after the other.
     *
     * @param presented the {@code jti} of the used token
     * @param fresh the {@code jti} of the new token
     * @param grace how long after its first use a token may be used again
     * @param expiresAt when the session expires then
     */
    Rotation rotate(SessionId session, UUID presented, UUID fresh, Instant now, Duration grace, Instant expiresAt);

    /** The outcome of the use of a refresh token. */
    sealed interface Rotation {

        /** The token was valid; the session as it is now. */
        record Rotated(Session session) implements Rotation {}

        /** The token was used before, so it was stolen. The session is unchanged. */
        record Stolen() implements Rotation {}

        /** The session has ended. */
        record Over() implements Rotation {}
    }

    /**
     * Ends sessions of {@code user} and stores their revocation.
     *
     * @return the sessions that this call ended
     */
    Set<SessionId> revoke(UserId user, Which which);

    /** Some sessions of one user. */
    sealed interface Which {

        record All() implements Which {}

        record AllBut(SessionId session) implements Which {}

        record One(SessionId session) implements Which {}

        /** All but those that signed in or refreshed last, {@code kept} of them. */
        record AllButLatest(int kept) implements Which {}

        /** The session of a current or recent refresh token. */
        record OfToken(UUID jti) implements Which {}
    }

    /** The sessions that were revoked in the last {@code span}, on any node. */
    Set<SessionId> revokedWithin(Duration span);

    /** Deletes sessions that expired before {@code now}, and revocations older than {@code memory}. */
    void forget(Instant now, Duration memory);
}
