package dev.messenger.app.account;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.account.port.RefreshClaim;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.account.port.TokenPair;
import dev.messenger.application.account.port.Tokens;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Unauthenticated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON Web Tokens signed with HMAC-SHA256 (rule A4). An optional previous secret verifies but does not sign, so that rotating secrets
 * signs nobody out. Thread-safe.
 */
public final class JwtTokens implements Tokens {

    private static final String ALGORITHM = "HS256";
    private static final String KIND = "kind";
    private static final String SESSION = "sid";
    private static final String ACCESS = "access";
    private static final String REFRESH = "refresh";

    /** About 8 MB at most. */
    private static final int VERIFIED_REMEMBERED = 10_000;

    private final Algorithm signer;
    private final List<Algorithm> verifiers;
    private final Duration accessTtl;
    private final Randomness randomness;

    /** Parsing and verifying a token takes a tenth of the time of a request. */
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(VERIFIED_REMEMBERED).build();

    /**
     * @param secret signs; at least 32 bytes
     * @param previousSecret verifies older tokens, or null
     * @param accessTtl how long an access token is valid
     */
    public JwtTokens(String secret, @Nullable String previousSecret, Duration accessTtl, Randomness randomness) {
        this.signer = Algorithm.HMAC256(secret);
        this.verifiers = Stream.of(secret, previousSecret == null ? secret : previousSecret)
                .distinct()
                .map(Algorithm::HMAC256)
                .toList();
        this.accessTtl = accessTtl;
        this.randomness = randomness;
    }

    @Override
    public TokenPair issue(Session session, Instant now) {
        return new TokenPair(
                token(session, ACCESS, randomness.uuid(), now, now.plus(accessTtl)),
                token(session, REFRESH, session.refreshJti(), now, session.expiresAt()));
    }

    /** A verified token stays valid until it expires, whatever happens to its session. */
    @Override
    public Principal verifyAccess(String token, Instant now) {
        Verified known = verified.getIfPresent(token);
        if (known == null) {
            known = verify(ACCESS, token, now);
            verified.put(token, known);
        } else if (!now.isBefore(known.expiresAt)) {
            throw invalid();
        }
        return new Principal(known.claim.user(), known.claim.session());
    }

    @Override
    public RefreshClaim verifyRefresh(String token, Instant now) {
        return verify(REFRESH, token, now).claim;
    }

    private record Verified(RefreshClaim claim, Instant expiresAt) {}

    /** Both kinds of token carry the same claims. */
    private Verified verify(String kind, String token, Instant now) {
        try {
            DecodedJWT jwt = JWT.decode(token);
            if (!ALGORITHM.equals(jwt.getAlgorithm())
                    || verifiers.stream().noneMatch(verifier -> signed(jwt, verifier))
                    || !kind.equals(jwt.getClaim(KIND).asString())
                    || !now.isBefore(jwt.getExpiresAtAsInstant())) {
                throw invalid();
            }
            RefreshClaim claim = new RefreshClaim(
                    new UserId(Long.parseLong(jwt.getSubject())),
                    new SessionId(UUID.fromString(jwt.getClaim(SESSION).asString())),
                    UUID.fromString(jwt.getId()));
            return new Verified(claim, jwt.getExpiresAtAsInstant());
        } catch (JWTVerificationException | IllegalArgumentException | NullPointerException e) {
            // tokens of this server always have these claims
            throw invalid();
        }
    }

    private String token(Session session, String kind, UUID jti, Instant now, Instant expiresAt) {
        return JWT.create()
                .withJWTId(jti.toString())
                .withSubject(session.user().toString())
                .withClaim(SESSION, session.id().toString())
                .withClaim(KIND, kind)
                .withIssuedAt(now)
                .withExpiresAt(expiresAt)
                .sign(signer);
    }

    private static boolean signed(DecodedJWT jwt, Algorithm verifier) {
        try {
            verifier.verify(jwt);
            return true;
        } catch (JWTVerificationException e) {
            return false;
        }
    }

    private static Unauthenticated invalid() {
        return new Unauthenticated("invalid_token", "The token is malformed, expired or revoked. Log in again.");
    }
}
