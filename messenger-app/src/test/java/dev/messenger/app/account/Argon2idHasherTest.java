package dev.messenger.app.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.account.port.PasswordHasher;
import dev.messenger.contracts.account.PasswordHasherContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.shared.Unavailable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the contract of password hashers against Argon2id, and tests its parameters and its bounded queue. */
@Tag("A1")
class Argon2idHasherTest implements PasswordHasherContract {

    private static final Password PASSWORD = new Password("correct horse");

    /** The PHC string format: algorithm, version, memory in KiB, passes, lanes, salt, hash. */
    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    /** The reference implementation's hash (src/test.c) of "password" and "somesalt" with 64 MiB, 2 passes, 1 lane. */
    private static final PasswordHash OF_THE_REFERENCE =
            new PasswordHash("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

    private final Argon2idHasher hasher = new Argon2idHasher();

    @AfterEach
    void stop() {
        hasher.close();
    }

    @Override
    public PasswordHasher hasher() {
        return hasher;
    }

    /** OWASP Password Storage Cheat Sheet: at least 19 MiB with 2 passes and 1 lane; RFC 9106: salt of 16, hash of 32 bytes. */
    @Test
    void hashesWithTheParametersThatAreRecommended() {
        Matcher phc = PHC.matcher(hasher.hash(PASSWORD).value());

        assertThat(phc.matches()).as("the PHC string format").isTrue();
        assertThat(Integer.parseInt(phc.group(1))).as("memory in KiB").isGreaterThanOrEqualTo(19 * 1024);
        assertThat(Integer.parseInt(phc.group(2))).as("passes").isGreaterThanOrEqualTo(2);
        assertThat(Integer.parseInt(phc.group(3))).as("lanes").isEqualTo(1);
        assertThat(Base64.getDecoder().decode(phc.group(4))).as("salt").hasSize(16);
        assertThat(Base64.getDecoder().decode(phc.group(5))).as("hash").hasSize(32);
    }

    @Test
    void knowsTheHashesOfTheReferenceImplementation() {
        assertThat(hasher.matches(new Password("password"), OF_THE_REFERENCE)).isTrue();
        assertThat(hasher.matches(new Password("passwore"), OF_THE_REFERENCE)).isFalse();
    }

    @Test
    void whatItSaysOfItselfIsWhatItDid() {
        PasswordHash hash = hasher.hash(PASSWORD);
        Matcher phc = PHC.matcher(hash.value());
        assertThat(phc.matches()).isTrue();
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withMemoryAsKB(Integer.parseInt(phc.group(1)))
                .withIterations(Integer.parseInt(phc.group(2)))
                .withParallelism(Integer.parseInt(phc.group(3)))
                .withSalt(Base64.getDecoder().decode(phc.group(4)))
                .build());
        byte[] expected = new byte[32];
        argon2.generateBytes(PASSWORD.value().getBytes(StandardCharsets.UTF_8), expected);

        assertThat(Base64.getDecoder().decode(phc.group(5))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"4096, 3, 1", "12288, 3, 1", "9216, 4, 1", "19456, 1, 1", "19456, 2, 2", "65536, 2, 1"})
    void aHashOfOtherParametersIsKnownAgainAndOutdated(int memoryKib, int passes, int lanes) {
        PasswordHash other = hashOf(memoryKib, passes, lanes);

        assertThat(hasher.matches(PASSWORD, other)).as("matches").isTrue();
        assertThat(hasher.matches(new Password("another horse"), other)).isFalse();
        assertThat(hasher.isOutdated(other)).as("outdated").isTrue();
    }

    @Test
    void aHashOfItsOwnIsNotOutdated() {
        PasswordHash own = hasher.hash(PASSWORD);
        String salt = own.value().split("\\$", -1)[4];

        assertThat(hasher.isOutdated(own)).isFalse();
        assertThat(hasher.isOutdated(new PasswordHash(own.value().replace(salt, "c29tZXNhbHQ"))))
                .as("with a shorter salt")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "correct horse",
                "$2b$12$abcdefghijklmnopqrstuuK7hVHUTPLdrgHGFQRrHGFQRrHGFQRrH",
                "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
                "$argon2id$v=16$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
                "$argon2id$v=19$m=19456,t=2$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
                "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$",
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA"
            })
    void whatIsNoHashOfArgon2idMatchesNothingAndIsOutdated(String stored) {
        PasswordHash malformed = new PasswordHash(stored);

        assertThatThrownBy(() -> hasher.matches(PASSWORD, malformed))
                .as("a corrupt store, not a wrong password")
                .isInstanceOf(IllegalStateException.class)
                .satisfies(fault -> assertThat(fault.toString())
                        .as("the message contains neither password nor hash")
                        .doesNotContain(PASSWORD.value(), "c29tZXNhbHQ"));
        assertThat(hasher.isOutdated(malformed)).isTrue();
    }

    @Test
    @Tag("A17")
    void hashesOnNoMoreThreadsThanHalfOfTheProcessors() {
        int most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        Together.succeed(8, number -> hasher.hash(PASSWORD));

        List<Thread> workers = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("argon2id-"))
                .toList();
        assertThat(workers.stream().map(Thread::getName).distinct())
                .as("each hasher numbers its threads from 0")
                .hasSizeBetween(1, most);
        assertThat(workers).allMatch(Thread::isDaemon);
    }

    @Test
    @Tag("A17")
    void aBurstBeyondTheQueueIsRefusedAtOnce() {
        try (Argon2idHasher small = new Argon2idHasher(1)) {
            List<Together.Outcome<PasswordHash>> outcomes =
                    Together.run(24, number -> small.hash(new Password("correct horse " + number)));

            assertThat(outcomes).filteredOn(Together.Outcome::succeeded).isNotEmpty();
            assertThat(outcomes)
                    .extracting(Together.Outcome::error)
                    .filteredOn(Objects::nonNull)
                    .isNotEmpty()
                    .allSatisfy(error -> assertThat(error).isInstanceOf(Unavailable.class));
            assertThat(small.hash(PASSWORD)).as("after the burst").isNotNull();
        }
    }

    private static PasswordHash hashOf(int memoryKib, int passes, int lanes) {
        byte[] salt = "sixteen bytes...".getBytes(StandardCharsets.US_ASCII);
        byte[] hash = new byte[32];
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        argon2.generateBytes(PASSWORD.value().getBytes(StandardCharsets.UTF_8), hash);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(memoryKib, passes, lanes, base64.encodeToString(salt), base64.encodeToString(hash)));
    }
}
