package dev.messenger.app.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.adapter.security.SecureRandomness;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.account.port.Tokens;
import dev.messenger.contracts.account.TokensContract;
import dev.messenger.domain.shared.Unauthenticated;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the contract of tokens against JSON Web Tokens, and tests the rotation of their secret. */
class JwtTokensTest implements TokensContract {

    private static final String SECRET = "the secret of today, thirty-two b";
    private static final String NEXT = "the secret of tomorrow, long enough";

    private final Tokens tokens = withSecret(SECRET);

    @Override
    public Tokens tokens() {
        return tokens;
    }

    @Override
    public Tokens tokensOfAnotherSecret() {
        return withSecret("another secret, of thirty-two bytes");
    }

    @Override
    public Duration accessTtl() {
        return Duration.ofMinutes(15);
    }

    @Test
    @Tag("A4")
    void theSecretBeforeVerifiesAndDoesNotSign() {
        Tokens rotated = new JwtTokens(NEXT, SECRET, accessTtl(), new SecureRandomness());
        Session session = session();
        String old = tokens.issue(session, NOW).accessToken();
        String fresh = rotated.issue(session, NOW).accessToken();

        assertThat(rotated.verifyAccess(old, NOW)).isEqualTo(rotated.verifyAccess(fresh, NOW));
        assertThatThrownBy(() -> tokens.verifyAccess(fresh, NOW)).isInstanceOf(Unauthenticated.class);
    }

    private Tokens withSecret(String secret) {
        return new JwtTokens(secret, null, accessTtl(), new SecureRandomness());
    }
}
