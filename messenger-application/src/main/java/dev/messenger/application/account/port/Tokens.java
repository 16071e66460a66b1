package dev.messenger.application.account.port;

import dev.messenger.domain.shared.Unauthenticated;
import java.time.Instant;

/** Signed tokens (rule A4). Thread-safe. */
public interface Tokens {

    /** An access token for the session, and the refresh token of its {@code refreshJti}. */
    TokenPair issue(Session session, Instant now);

    /**
     * The user and session of an access token.
     *
     * @throws Unauthenticated when it is malformed or expired, has a wrong signature, or is not an access token
     */
    Principal verifyAccess(String token, Instant now);

    /**
     * The content of a refresh token.
     *
     * @throws Unauthenticated when it is malformed or expired, has a wrong signature, or is not a refresh token
     */
    RefreshClaim verifyRefresh(String token, Instant now);
}
