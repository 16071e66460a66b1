package dev.messenger.application.account;

import static dev.messenger.application.World.PASSWORD;
import static dev.messenger.application.World.emailOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.adapter.security.Totp;
import dev.messenger.application.World;
import dev.messenger.application.account.SecondFactor.Given;
import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.OneTimeCodes;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.RateLimited;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a password, a first proof of a mailbox and a mailed link are worth (rules A20, A22, L12). */
class AccountProofsTest extends AccountScene {

    @Test
    @Tag("A20")
    void anOperatorMayDemandThePassword() {
        World strict = new World(demandingPassword());
        UserId ann = strict.person("ann");
        TwoFactorSetup setup = strict.messenger().account().twoFactorSetup();
        assertThatThrownBy(() -> setup.propose(ann, null)).satisfies(e -> hasCode(e, "password_required"));
        assertThatThrownBy(() -> setup.propose(ann, "a guess")).satisfies(e -> hasCode(e, "wrong_password"));
        String secret = setup.propose(ann, PASSWORD).secret();
        String now = Totp.codeOf(secret, strict.now().getEpochSecond() / OneTimeCodes.STEP_SECONDS);
        assertThatThrownBy(() -> setup.enable(ann, now, null, HOME)).satisfies(e -> hasCode(e, "password_required"));
        List<String> codes = setup.enable(ann, now, PASSWORD, HOME);
        Given recovery = new Given(null, codes.getFirst());
        assertThatThrownBy(() -> setup.renewRecoveryCodes(ann, recovery, null, HOME))
                .satisfies(e -> hasCode(e, "password_required"));

        assertThat(setup.renewRecoveryCodes(ann, recovery, PASSWORD, HOME)).hasSize(10);
    }

    @Test
    @Tag("A13")
    @Tag("A20")
    void aGivenPasswordIsCheckedAndCounted() {
        UserId ann = world.person("ann");
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> setup().propose(ann, "a guess")).isInstanceOf(Forbidden.class);
        }

        assertThatThrownBy(() -> setup().propose(ann, PASSWORD)).isInstanceOf(RateLimited.class);
    }

    @Test
    @Tag("A22")
    void theFirstProofByLinkEndsWhatWasBefore() {
        World open = new World(unproven());
        open.register("ann");
        String token = open.mailedToken("ann");
        UserId ann = open.login("ann");
        String secret =
                open.messenger().account().twoFactorSetup().propose(ann, null).secret();
        String now = Totp.codeOf(secret, open.now().getEpochSecond() / OneTimeCodes.STEP_SECONDS);
        open.messenger().account().twoFactorSetup().enable(ann, now, null, HOME);
        open.messenger().account().registration().verifyEmail(token);

        assertThat(open.messenger().account().sessions().list(ann)).isEmpty();
        assertThat(open.login("ann")).as("without a second factor").isEqualTo(ann);
    }

    @Test
    @Tag("A22")
    void theFirstProofByResetEndsTheSecondFactorAndALaterOneDoesNot() {
        World open = new World(unproven());
        open.register("ann");
        UserId ann = open.login("ann");
        for (boolean isOn : new boolean[] {false, true}) {
            TwoFactorSetup setup = open.messenger().account().twoFactorSetup();
            String secret = setup.propose(ann, null).secret();
            String now = Totp.codeOf(secret, open.now().getEpochSecond() / OneTimeCodes.STEP_SECONDS);
            setup.enable(ann, now, null, HOME);
            open.messenger().account().passwords().requestReset(emailOf("ann"));
            while (open.messenger().account().upkeep().mails().sendNext()) {}
            String token = open.mailer().sentTo(new Email(emailOf("ann"))).stream()
                    .map(Mail::text)
                    .filter(text -> text.contains("/reset-password"))
                    .map(AccountScene::token)
                    .toList()
                    .getLast();
            open.messenger().account().passwords().reset(token, PASSWORD, HOME);

            assertThat(open.ports().store().account().safety().twoFactors().snapshot(ann))
                    .satisfies(factor -> assertThat(factor.isPresent()).isEqualTo(isOn));
            open.pass(Duration.ofMinutes(20));
        }
    }

    @Test
    @Tag("L12")
    void aFloodOfRequestsIsFewMailsAndTheirLinksStayGood() {
        world.person("ann");
        for (int i = 0; i < 50; i++) {
            world.messenger().account().passwords().requestReset(emailOf("ann"));
        }
        sendMails();
        assertThat(mails("ann")).as("what waits is one mail").hasSize(2);
        String first = link("ann");
        for (int i = 0; i < 20; i++) {
            world.messenger().account().passwords().requestReset(emailOf("ann"));
            sendMails();
        }
        assertThat(mails("ann")).hasSize(4);

        world.pass(Duration.ofMinutes(15));
        sendMails();
        assertThat(mails("ann")).as("the one that waited").hasSize(5);
        world.messenger().account().passwords().reset(first, "a new password", HOME);
        assertThat(login("a new password")).isNotNull();
    }
}
