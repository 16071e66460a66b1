package dev.messenger.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.PasswordHasher;
import dev.messenger.contracts.account.PasswordHasherContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.shared.Unavailable;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract of hashing, kept by Argon2id; and what happens when too many want it at once. */
class Argon2idHasherTest implements PasswordHasherContract {

    private final Argon2idHasher hasher = new Argon2idHasher();

    @AfterEach
    void stop() {
        hasher.close();
    }

    @Override
    public PasswordHasher hasher() {
        return hasher;
    }

    @Test
    @Tag("A1")
    void knowsHashesOfOtherParameters() {
        PasswordHash present = hasher.hash(new Password("correct horse"));
        PasswordHash weaker = new PasswordHash(present.value().replace("m=19456,t=2", "m=4096,t=3"));

        assertThat(hasher.isOutdated(present)).isFalse();
        assertThat(hasher.isOutdated(weaker)).isTrue();
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
        }
    }
}
