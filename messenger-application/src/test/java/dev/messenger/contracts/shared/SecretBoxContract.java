package dev.messenger.contracts.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.shared.port.SecretBox;
import dev.messenger.contracts.PortContract;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A sealed secret opens only with the same key and the same context (rule A10). */
@Tag("A10")
@PortContract(SecretBox.class)
public interface SecretBoxContract {

    /** The box under test. */
    SecretBox box();

    /** A box with another key. */
    SecretBox boxOfAnotherKey();

    @Test
    default void opensWhatItSealed() {
        for (String secret : List.of("", "x", "JBSWY3DPEHPK3PXP", "ключ 🔑\n\t\0", "x".repeat(10_000))) {
            String sealed = box().seal(secret, "user 7");

            assertThat(box().open(sealed, "user 7"))
                    .as("the secret comes back as it was")
                    .isEqualTo(secret);
        }
    }

    @Test
    default void sealsToPrintableTextThatTellsNothing() {
        String sealed = box().seal("JBSWY3DPEHPK3PXP", "user 7");

        assertThat(sealed).as("printable ASCII without blanks").matches("[!-~]+");
        assertThat(sealed).as("nothing of the secret").doesNotContain("JBSWY3DP");
    }

    @Test
    default void sealsAnotherWayEachTime() {
        assertThat(box().seal("the same", "user 7"))
                .as("whoever sees two sealed texts cannot tell that they hold the same secret")
                .isNotEqualTo(box().seal("the same", "user 7"));
    }

    @Test
    default void opensInNoOtherContext() {
        String sealed = box().seal("a secret", "user 7");
        for (String other : List.of("", "user 8", "user 77", "User 7")) {
            refuses(sealed, other, "a secret of 'user 7' in the context '" + other + "'");
        }
    }

    @Test
    default void opensWithNoOtherKey() {
        refuses(boxOfAnotherKey().seal("a secret", "user 7"), "user 7", "a secret sealed with another key");
    }

    @Test
    default void opensNothingThatWasAltered() {
        String sealed = box().seal("a secret", "user 7");
        for (int i = 0; i < sealed.length() - 1; i++) { // the last character may have unused bits
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            refuses(
                    sealed.substring(0, i) + other + sealed.substring(i + 1),
                    "user 7",
                    "a secret altered at character " + i);
        }
    }

    @Test
    default void opensNothingThatWasNeverSealed() {
        String sealed = box().seal("a secret", "user 7");
        for (String text : List.of(
                "",
                " ",
                "a secret",
                sealed + sealed,
                sealed + " ",
                sealed.substring(1),
                sealed.substring(0, sealed.length() / 2),
                sealed.substring(0, 4),
                "🔑")) {
            refuses(text, "user 7", "'" + text + "'");
        }
    }

    @Test
    default void worksInManyThreads() {
        List<String> opened = Together.succeed(8, number -> {
            String sealed = box().seal("secret " + number, "user " + number);
            return box().open(sealed, "user " + number);
        });

        assertThat(opened)
                .as("8 threads each get their own secret back")
                .containsExactly(
                        "secret 0", "secret 1", "secret 2", "secret 3", "secret 4", "secret 5", "secret 6", "secret 7");
    }

    private void refuses(String sealed, String context, String what) {
        assertThatThrownBy(() -> box().open(sealed, context))
                .as("opening %s", what)
                .isInstanceOf(IllegalStateException.class);
    }
}
