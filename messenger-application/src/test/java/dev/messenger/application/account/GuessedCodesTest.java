package dev.messenger.application.account;

import static dev.messenger.application.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.SecondFactor.Given;
import dev.messenger.application.account.port.TokenPair;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Unauthenticated;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Wrong second factors are counted by account, and spare who signed in before (rule A19). */
class GuessedCodesTest extends AccountScene {

    @Test
    @Tag("A19")
    void wrongCodesCountWhateverTheAddressAndPausesGrow() {
        UserId ann = world.person("ann");
        enable(ann);
        for (int i = 0; i < 5; i++) {
            assertThat(wrongCode("attacker " + i)).isInstanceOf(Unauthenticated.class);
        }

        long[] pauses = new long[9];
        for (int i = 0; i < pauses.length; i++) {
            pauses[i] = pause("attacker again " + i);
            world.pass(Duration.ofSeconds(pauses[i]));
            assertThat(wrongCode("one more " + i)).isInstanceOf(Unauthenticated.class);
        }
        assertThat(pauses).containsExactly(60, 120, 240, 480, 960, 1920, 3600, 3600, 3600);
    }

    @Test
    @Tag("A19")
    void aDeviceThatSignedInBeforeIsNotLockedOut() {
        UserId ann = world.person("ann");
        String secret = enable(ann);
        for (int i = 0; i < 5; i++) {
            wrongCode("attacker");
        }
        assertThat(wrongCode("attacker")).isInstanceOf(RateLimited.class);

        assertThat(login(HOME, new Given(code(secret, 1), null))).isNotNull();
    }

    @Test
    @Tag("A19")
    void aKnownDeviceIsCountedForItself() {
        UserId ann = world.person("ann");
        String secret = enable(ann);
        for (int i = 0; i < 4; i++) {
            assertThat(wrongCode(HOME.address())).isInstanceOf(Unauthenticated.class);
        }
        login(HOME, new Given(code(secret, 1), null));
        for (int i = 0; i < 5; i++) {
            assertThat(wrongCode(HOME.address())).as("after a right one").isInstanceOf(Unauthenticated.class);
        }

        assertThat(wrongCode(HOME.address())).isInstanceOf(RateLimited.class);
        assertThat(wrongCode("elsewhere")).isInstanceOf(Unauthenticated.class);
    }

    @Test
    @Tag("A19")
    void manyGuessesAtOnceDoNotPass() {
        UserId ann = world.person("ann");
        enable(ann);
        List<Together.Outcome<TokenPair>> outcomes =
                Together.run(30, number -> login(new Device("attacker " + number, null), new Given("000000", null)));

        assertThat(outcomes)
                .extracting(Together.Outcome::error)
                .filteredOn(Unauthenticated.class::isInstance)
                .hasSize(5);
    }

    @Test
    @Tag("A19")
    void recoveryCodesAndSignedInGuessesCountToo() {
        UserId ann = world.person("ann");
        enable(ann);
        Device thief = new Device("thief", null);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> setup().disable(ann, new Given("000000", null), thief))
                    .isInstanceOf(RuleViolation.class);
        }
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> login(thief, new Given(null, "abcd-efgh-ijkl-mnop")))
                    .isInstanceOf(Unauthenticated.class);
        }

        assertThatThrownBy(() -> setup().disable(ann, new Given("000000", null), thief))
                .isInstanceOf(RateLimited.class);
        assertThatThrownBy(() -> setup().renewRecoveryCodes(ann, new Given("000000", null), null, thief))
                .isInstanceOf(RateLimited.class);
        assertThatThrownBy(() -> world.messenger()
                        .personalData()
                        .deletion()
                        .delete(principal(ann), PASSWORD, new Given("000000", null), thief))
                .isInstanceOf(RateLimited.class);
    }

    @Test
    @Tag("A19")
    void aMailTellsOfTheFirstPause() {
        UserId ann = world.person("ann");
        enable(ann);
        sendMails();
        int before = mails("ann").size();
        for (int i = 0; i < 4; i++) {
            wrongCode("attacker");
        }
        sendMails();
        assertThat(mails("ann")).hasSize(before);
        wrongCode("attacker");
        world.pass(Duration.ofMinutes(1));
        wrongCode("attacker");
        sendMails();

        assertThat(mails("ann")).hasSize(before + 1);
        assertThat(mails("ann").getLast().text())
                .contains("gave several wrong codes")
                .contains("from attacker");
    }
}
