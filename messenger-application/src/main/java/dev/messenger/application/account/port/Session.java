package dev.messenger.application.account.port;

import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session, which begins with a sign-in.
 *
 * @param refreshJti the {@code jti} of the current refresh token, which names the session in lists
 * @param expiresAt when the refresh token expires
 */
public record Session(
        SessionId id,
        UserId user,
        UUID refreshJti,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        Instant createdAt,
        Instant expiresAt) {

    /** The same session with another refresh token. */
    public Session withRefreshToken(UUID jti) {
        return new Session(id, user, jti, ipAddress, userAgent, createdAt, expiresAt);
    }
}
