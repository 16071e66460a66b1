package dev.messenger.application.account.port;

import dev.messenger.domain.shared.Unauthenticated;
import java.time.Instant;

/** Signed tokens (rule A4). Thread-safe. */
public interface Tokens {

    /** An access token for the session, and the refresh token of its {@code refreshJti}. */
    TokenPair issue(Session session, Instant now);

    /**
     * Whose access token this is.
     *
     * @throws Unauthenticated when it is malformed, expired, signed otherwise, or no access token
     */
    Principal verifyAccess(String token, Instant now);

    /**
     * What this refresh token says; whether it was used up, the sessions know.
     *
     * @throws Unauthenticated when it is malformed, expired, signed otherwise, or no refresh token
     */
    RefreshClaim verifyRefresh(String token, Instant now);
}
