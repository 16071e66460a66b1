package dev.messenger.adapter.security;

import dev.messenger.application.account.port.Principal;
import dev.messenger.application.account.port.RefreshClaim;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.account.port.TokenPair;
import dev.messenger.application.account.port.Tokens;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Unauthenticated;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Tokens of claims and an HMAC signature. Unlike a JWT they have no header, so a forger cannot choose the algorithm.
 * Thread-safe.
 */
public final class SignedTokens implements Tokens {

    private static final String ACCESS = "access";
    private static final String REFRESH = "refresh";

    private final Signer signer;
    private final Randomness randomness;
    private final Duration accessTtl;

    public SignedTokens(Signer signer, Randomness randomness, Duration accessTtl) {
        this.signer = signer;
        this.randomness = randomness;
        this.accessTtl = accessTtl;
    }

    @Override
    public TokenPair issue(Session session, Instant now) {
        return new TokenPair(
                token(ACCESS, session, randomness.uuid(), now.plus(accessTtl)),
                token(REFRESH, session, session.refreshJti(), session.expiresAt()));
    }

    @Override
    public Principal verifyAccess(String token, Instant now) {
        RefreshClaim claim = verify(ACCESS, token, now);
        return new Principal(claim.user(), claim.session());
    }

    @Override
    public RefreshClaim verifyRefresh(String token, Instant now) {
        return verify(REFRESH, token, now);
    }

    private RefreshClaim verify(String kind, String token, Instant now) {
        int dot = token.indexOf('.');
        if (dot < 0 || !signer.verify(token.substring(0, dot), token.substring(dot + 1))) {
            throw refused();
        }
        // the signature is ours, so the claims have our format
        String[] claims = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8)
                .split(" ", -1);
        Instant expiresAt = Instant.ofEpochMilli(Long.parseLong(claims[4]));
        if (!claims[0].equals(kind) || !now.isBefore(expiresAt)) {
            throw refused();
        }
        return new RefreshClaim(
                new UserId(Long.parseLong(claims[1])),
                new SessionId(UUID.fromString(claims[2])),
                UUID.fromString(claims[3]));
    }

    private String token(String kind, Session session, UUID jti, Instant expiresAt) {
        String claims = String.join(
                " ",
                kind,
                session.user().toString(),
                session.id().toString(),
                jti.toString(),
                Long.toString(expiresAt.toEpochMilli()));
        String body = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return body + "." + signer.sign(body);
    }

    private static Unauthenticated refused() {
        return new Unauthenticated(
                "invalid_token", "The token is malformed, expired or of another kind. Sign in again.");
    }
}
