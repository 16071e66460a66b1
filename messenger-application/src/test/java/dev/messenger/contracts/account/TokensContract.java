package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.account.port.Principal;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.account.port.TokenPair;
import dev.messenger.application.account.port.Tokens;
import dev.messenger.contracts.PortContract;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Unauthenticated;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Only the messenger can issue valid tokens (rule A4). */
@Tag("A4")
@PortContract(Tokens.class)
public interface TokensContract {

    Instant NOW = Instant.parse("2026-03-08T10:00:00Z");

    /** The tokens under test. */
    Tokens tokens();

    /** Tokens with the same settings and another secret. */
    Tokens tokensOfAnotherSecret();

    /** The validity of an access token of {@link #tokens()}. */
    Duration accessTtl();

    /** A session that starts at {@link #NOW}. */
    default Session session() {
        return new Session(
                new SessionId(UUID.randomUUID()),
                new UserId(4_503_599_627_370_497L),
                UUID.randomUUID(),
                null,
                null,
                NOW,
                NOW.plus(Duration.ofDays(30)));
    }

    @Test
    default void saysWhoseItIs() {
        Session session = session();
        TokenPair pair = tokens().issue(session, NOW);

        assertThat(tokens().verifyAccess(pair.accessToken(), NOW))
                .isEqualTo(new Principal(session.user(), session.id()));
    }

    @Test
    default void eachTokenIsItsOwn() {
        Session session = session();

        assertThat(tokens().issue(session, NOW).accessToken())
                .as("two tokens of one second differ")
                .isNotEqualTo(tokens().issue(session, NOW).accessToken());
    }

    @Test
    default void endsInTime() {
        String token = tokens().issue(session(), NOW).accessToken();

        assertThat(tokens().verifyAccess(token, NOW.plus(accessTtl()).minusSeconds(1)))
                .isNotNull();
        refuses(token, NOW.plus(accessTtl()).plusSeconds(1), "expired");
    }

    @Test
    default void aRefreshTokenIsNoAccessToken() {
        refuses(tokens().issue(session(), NOW).refreshToken(), NOW, "of the other kind");
    }

    @Test
    default void refusesWhatAnotherSecretSigned() {
        refuses(tokensOfAnotherSecret().issue(session(), NOW).accessToken(), NOW, "signed by another secret");
    }

    @Test
    default void refusesWhatIsNoToken() {
        String token = tokens().issue(session(), NOW).accessToken();
        for (String bad : new String[] {
            "",
            ".",
            "..",
            "...",
            "a.b.c",
            "Bearer " + token,
            token + ".",
            token + "x",
            token.substring(1),
            "\0",
            "🔑.🔑.🔑"
        }) {
            refuses(bad, NOW, "'" + bad + "'");
        }
    }

    @Test
    default void refusesEveryAlteration() {
        String token = tokens().issue(session(), NOW).accessToken();
        for (int i = 0; i < token.length(); i++) {
            // the last character of a Base64 part may have unused bits, the one before has none
            boolean endOfPart = i + 1 == token.length() || token.charAt(i + 1) == '.';
            if (token.charAt(i) != '.' && !endOfPart) {
                char other = token.charAt(i) == 'A' ? 'B' : 'A';
                refuses(token.substring(0, i) + other + token.substring(i + 1), NOW, "altered at " + i);
            }
        }
    }

    @Test
    default void refusesAlgorithmNone() {
        String[] parts = tokens().issue(session(), NOW).accessToken().split("\\.", -1);
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        String payload = parts[parts.length - 2];

        refuses(header + "." + payload + ".", NOW, "unsigned");
        refuses(header + "." + payload + "." + parts[parts.length - 1], NOW, "signed, and saying that it is not");
    }

    private void refuses(String token, Instant at, String what) {
        assertThatThrownBy(() -> tokens().verifyAccess(token, at))
                .as("a token that is %s", what)
                .isInstanceOf(Unauthenticated.class);
    }
}
