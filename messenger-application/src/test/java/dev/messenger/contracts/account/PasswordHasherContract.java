package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.PasswordHasher;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.PasswordHash;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Passwords are stored as salted hashes (rule A1). */
@Tag("A1")
@PortContract(PasswordHasher.class)
public interface PasswordHasherContract {

    /** The hasher under test. */
    PasswordHasher hasher();

    @Test
    default void knowsThePasswordAgain() {
        PasswordHash hash = hasher().hash(new Password("correct horse"));

        assertThat(hasher().matches(new Password("correct horse"), hash)).isTrue();
    }

    @Test
    default void knowsEveryOtherFromIt() {
        PasswordHash hash = hasher().hash(new Password("correct horse"));
        for (String other : new String[] {"", "correct hors", "correct horse ", "Correct horse", "correct horse\0"}) {
            assertThat(hasher().matches(new Password(other), hash))
                    .as("'%s'", other)
                    .isFalse();
        }
    }

    @Test
    default void hashesAllOfALongPassword() {
        String long127 = "x".repeat(127);
        PasswordHash hash = hasher().hash(new Password(long127 + "a"));

        assertThat(hasher().matches(new Password(long127 + "a"), hash)).isTrue();
        assertThat(hasher().matches(new Password(long127 + "b"), hash))
                .as("the last of 128 characters counts")
                .isFalse();
    }

    @Test
    default void hashesEveryScript() {
        PasswordHash hash = hasher().hash(new Password("пароль密码🔑🔑"));

        assertThat(hasher().matches(new Password("пароль密码🔑🔑"), hash)).isTrue();
        assertThat(hasher().matches(new Password("??????????"), hash))
                .as("no character is lost on the way to bytes")
                .isFalse();
    }

    @Test
    default void saltsEachHash() {
        Password password = new Password("correct horse");
        PasswordHash first = hasher().hash(password);
        PasswordHash second = hasher().hash(password);

        assertThat(first).as("the same password twice gives two hashes").isNotEqualTo(second);
        assertThat(first.value()).as("which hold nothing of it").doesNotContain("correct", "horse");
    }

    @Test
    default void worksInManyThreads() {
        PasswordHash hash = hasher().hash(new Password("right-one"));
        assertThat(Together.succeed(
                        8, number -> hasher().matches(new Password(number % 2 == 0 ? "right-one" : "wrong-one"), hash)))
                .containsExactly(true, false, true, false, true, false, true, false);
    }
}
