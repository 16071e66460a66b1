package dev.messenger.application.account;

import static dev.messenger.application.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.SecondFactor.Given;
import dev.messenger.application.account.port.Principal;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.InvalidToken;
import dev.messenger.domain.shared.Unauthenticated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mails tell what happened to an account, and their links take it back (rule A21). */
class UndoChangesTest extends AccountScene {

    @Test
    @Tag("A21")
    void whatHappensTogetherIsOneMail() {
        UserId ann = world.person("ann");
        String secret = enable(ann);
        setup().disable(
                        ann,
                        new Given(code(secret, 1), null),
                        new Device("198.51.100.7", "Evil http://evil.example/x"));
        sendMails();

        assertThat(mails("ann").getLast().text())
                .contains("2026-03-08 10:00 UTC: two-factor authentication was switched on, from address of ann")
                .contains("two-factor authentication was switched off, from 198.51.100.7, device: Evil")
                .doesNotContain("http://evil")
                .doesNotContain("evil.example")
                .doesNotContain(secret);
        assertThat(mails("ann")).as("the verification, and this one").hasSize(2);
    }

    @Test
    @Tag("A21")
    void aSecondFactorThatWasSwitchedOnGoesOffAgain() {
        UserId ann = world.person("ann");
        enable(ann);
        assertThat(undo("ann")).as("the password stays").isFalse();

        assertThat(world.login("ann")).isEqualTo(ann);
    }

    @Test
    @Tag("A21")
    void aSecondFactorThatWasSwitchedOffComesBack() {
        UserId ann = world.person("ann");
        String secret = enable(ann);
        sendMails();
        setup().disable(ann, new Given(code(secret, 1), null), new Device("thief", null));
        String evil = enable(ann);
        assertThat(undo("ann")).isFalse();

        world.pass(Duration.ofMinutes(2));
        assertThatThrownBy(() -> login(HOME, new Given(code(evil, 0), null))).isInstanceOf(Unauthenticated.class);
        assertThat(login(HOME, new Given(code(secret, 0), null))).isNotNull();
    }

    @Test
    @Tag("A21")
    void recoveryCodesThatWereReplacedComeBack() {
        UserId ann = world.person("ann");
        List<String> codes = new ArrayList<>();
        String secret = enable(ann, codes);
        sendMails();
        List<String> evil =
                setup().renewRecoveryCodes(ann, new Given(code(secret, 1), null), null, new Device("thief", null));
        undo("ann");

        assertThatThrownBy(() -> login(HOME, new Given(null, evil.getFirst()))).isInstanceOf(Unauthenticated.class);
        assertThat(login(HOME, new Given(null, codes.getFirst()))).isNotNull();
    }

    @Test
    @Tag("A21")
    void aPasswordThatWasChangedWorksNoMore() {
        world.person("ann");
        Principal thief = principal("ann");
        world.messenger().account().passwords().change(thief, PASSWORD, "thief's password", new Device("thief", null));
        assertThat(undo("ann")).isTrue();
        assertThatThrownBy(() -> login("thief's password")).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> login(PASSWORD)).isInstanceOf(Unauthenticated.class);
        assertThat(world.messenger().account().sessions().list(thief.user())).isEmpty();
        sendMails();

        world.messenger().account().passwords().reset(link("ann"), "a new password", HOME);
        assertThat(login("a new password")).isNotNull();
    }

    @Test
    @Tag("A21")
    void aSignInFromANewNetworkIsToldAndTakenBack() {
        UserId ann = world.person("ann");
        sendMails();
        assertThat(mails("ann")).as("the first sign-in is no news").hasSize(1);
        String stolen = login(new Device("thief", "Browser/7.0"), Given.NOTHING).accessToken();
        login(new Device("thief", "Browser/7.0"), Given.NOTHING);
        world.login("ann");
        sendMails();
        assertThat(mails("ann")).as("of one network").hasSize(2);
        assertThat(mails("ann").getLast().text()).contains("from thief, device: Browser/7.0");
        assertThat(undo("ann")).isTrue();

        assertThatThrownBy(() -> world.messenger().account().authentication().authenticate(stolen))
                .isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> login(PASSWORD)).isInstanceOf(Unauthenticated.class);
        assertThat(world.ports().store().account().safety().knownNetworks().of(ann))
                .as("the one from where it was taken back")
                .hasSize(1);
    }

    @Test
    @Tag("A21")
    void aNetworkIsNewAgainAfterNinetyDays() {
        world.person("ann");
        world.pass(Duration.ofDays(90));
        world.login("ann");
        sendMails();
        assertThat(mails("ann")).hasSize(1);
        world.pass(Duration.ofDays(90).plusSeconds(1));
        world.messenger().account().upkeep().accounts().run();
        world.login("ann");
        sendMails();

        assertThat(mails("ann")).hasSize(2);
    }

    @Test
    @Tag("A21")
    void aLinkWorksOnceForSevenDays() {
        UserId ann = world.person("ann");
        enable(ann);
        sendMails();
        String late = link("ann");
        world.pass(Duration.ofDays(7).plusSeconds(1));
        assertThatThrownBy(() -> undo().undo(late, HOME)).isInstanceOf(InvalidToken.class);
        world.messenger().account().upkeep().accounts().run();
        assertThat(world.ports().store().account().safety().changes().of(ann))
                .as("old secrets are erased")
                .isEmpty();

        world.messenger().account().passwords().change(principal(ann), PASSWORD, "another horse", HOME);
        sendMails();
        String link = link("ann");
        world.pass(Duration.ofDays(7));
        assertThat(undo().undo(link, HOME)).isTrue();
        assertThatThrownBy(() -> undo().undo(link, HOME)).isInstanceOf(InvalidToken.class);
    }

    @Test
    @Tag("A21")
    void theNumberOfMailsIsBounded() {
        world.person("ann");
        for (int i = 0; i < 30; i++) {
            login(new Device("network " + i, null), Given.NOTHING);
            sendMails();
        }
        assertThat(mails("ann")).as("the verification, and ten of news").hasSize(11);
        world.pass(Duration.ofHours(1));
        sendMails();

        assertThat(mails("ann")).hasSize(12);
        assertThat(mails("ann").getLast().text()).contains("network 10", "network 29");
    }
}
