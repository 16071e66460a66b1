package dev.messenger.application.account.port;

import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The sessions, their refresh tokens, and which of them were revoked lately. Of a refresh token its {@code jti} alone is
 * kept, of which no token can be made (rule A10). Thread-safe.
 */
public interface Sessions {

    /** Stores a new session; its {@code refreshJti} is good. */
    void add(Session session);

    /** The session, or empty when it is over. */
    Optional<Session> find(SessionId session);

    /** The sessions of {@code user} that are not over, newest first (rule A7). */
    List<Session> listOf(UserId user, Instant now);

    /**
     * Uses a refresh token. Its first use makes {@code fresh} its successor, and each further use within the grace returns that
     * same successor (rule A5). Concurrent calls take effect one after the other.
     *
     * @param presented the {@code jti} of the token that is used
     * @param grace how long after its first use a token may be used again
     * @param expiresAt until when the session lasts from now on
     */
    Rotation rotate(SessionId session, UUID presented, UUID fresh, Instant now, Duration grace, Instant expiresAt);

    /** What became of the use of a refresh token. */
    sealed interface Rotation {

        /** It was good; the session as it is now. */
        record Rotated(Session session) implements Rotation {}

        /** It was used up: someone has a copy. The session is as before. */
        record Stolen() implements Rotation {}

        /** The session is over. */
        record Over() implements Rotation {}
    }

    /**
     * Ends the sessions of {@code user} that {@code which} names, and remembers them as revoked.
     *
     * @return those that were ended by this very call
     */
    Set<SessionId> revoke(UserId user, Which which);

    /** Some sessions of one user. */
    sealed interface Which {

        /** All. */
        record All() implements Which {}

        /** All but this one. */
        record AllBut(SessionId session) implements Which {}

        /** This one. */
        record One(SessionId session) implements Which {}

        /** The one that this {@code jti} belongs to, or belonged to not long ago. */
        record OfToken(UUID jti) implements Which {}
    }

    /** The sessions that were revoked in the last {@code span}, on whatever node. */
    Set<SessionId> revokedWithin(Duration span);

    /** Forgets what is over: sessions expired before {@code now}, and revocations older than {@code memory}. */
    void forget(Instant now, Duration memory);
}
