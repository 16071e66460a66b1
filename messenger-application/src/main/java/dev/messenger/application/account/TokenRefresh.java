package dev.messenger.application.account;

import dev.messenger.application.account.port.RefreshClaim;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.application.account.port.Sessions.Rotation;
import dev.messenger.application.account.port.Sessions.Which;
import dev.messenger.application.account.port.TokenPair;
import dev.messenger.application.account.port.Tokens;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.domain.shared.Unauthenticated;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** Issues a new pair of tokens for a refresh token (rule A5). */
public final class TokenRefresh {

    private final Sessions sessions;
    private final Tokens tokens;
    private final Revocations revocations;
    private final Transactions transactions;
    private final RateLimiter limiter;
    private final Randomness randomness;
    private final InstantSource clock;
    private final Settings settings;

    public TokenRefresh(
            Sessions sessions,
            Tokens tokens,
            Revocations revocations,
            Transactions transactions,
            RateLimiter limiter,
            Randomness randomness,
            InstantSource clock,
            Settings settings) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.revocations = revocations;
        this.transactions = transactions;
        this.limiter = limiter;
        this.randomness = randomness;
        this.clock = clock;
        this.settings = settings;
    }

    /** The outcome of a transaction: a refusal must not roll back the revocation. */
    private record Outcome(Rotation rotation, Set<SessionId> revoked) {}

    /**
     * Uses a token up and issues a new pair. A client that lost the answer may use it again within the grace; a later use is
     * theft, and ends the session.
     *
     * @throws Unauthenticated when the token is invalid, used up or expired
     * @throws RateLimited when the session refreshes too often
     */
    public TokenPair refresh(String refreshToken) {
        Instant now = clock.instant();
        RefreshClaim claim = tokens.verifyRefresh(refreshToken, now);
        limiter.take(Limit.perMinute(
                "refresh", claim.session().toString(), settings.limits().refresh()));
        Outcome outcome = transactions.inTransaction(() -> rotate(claim, now));
        revocations.learn(outcome.revoked());
        return switch (outcome.rotation()) {
            case Rotation.Rotated rotated -> tokens.issue(rotated.session(), now);
            case Rotation.Stolen stolen ->
                throw new Unauthenticated(
                        "token_reused", "This refresh token was used before: the session is ended. Log in again.");
            case Rotation.Over over ->
                throw new Unauthenticated("invalid_token", "The session of this token is over. Log in again.");
        };
    }

    private Outcome rotate(RefreshClaim claim, Instant now) {
        Rotation rotation = sessions.rotate(
                claim.session(),
                claim.jti(),
                randomness.uuid(),
                now,
                settings.accounts().refreshReuseGrace(),
                now.plus(settings.accounts().refreshTokenTtl()));
        Set<SessionId> revoked = rotation instanceof Rotation.Stolen
                ? sessions.revoke(claim.user(), new Which.One(claim.session()))
                : Set.of();
        return new Outcome(rotation, revoked);
    }
}
