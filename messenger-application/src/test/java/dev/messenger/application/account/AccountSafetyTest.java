package dev.messenger.application.account;

import static dev.messenger.application.World.PASSWORD;
import static dev.messenger.application.World.emailOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.messenger.adapter.security.Totp;
import dev.messenger.application.World;
import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.SecondFactor.Given;
import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.OneTimeCodes;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.account.port.TokenPair;
import dev.messenger.application.shared.Settings;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidToken;
import dev.messenger.domain.shared.MessengerException;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Unauthenticated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an account withstands: guessed codes, a stolen token, a stolen password, an attacker who came first (rules A19 to A22). */
class AccountSafetyTest {

    private static final Device HOME = new Device("address of ann", "Home/1.0");
    private static final Pattern LINK = Pattern.compile("/(?:undo|reset-password)\\?token=([A-Za-z0-9_-]+)");

    private final World world = new World();

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
    @Tag("A21")
    void whatHappensTogetherIsOneMail() {
        UserId ann = world.person("ann");
        String secret = enable(ann);
        setup().disable(ann, new Given(code(secret, 1), null), new Device("198.51.100.7", "Evil http://evil.example/x"));
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

    @Test
    @Tag("A22")
    void theFirstProofByLinkEndsWhatWasBefore() {
        World open = new World(unproven());
        open.register("ann");
        String token = open.mailedToken("ann");
        UserId ann = open.login("ann");
        String secret = open.messenger().account().twoFactorSetup().propose(ann, null).secret();
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
                    .map(AccountSafetyTest::token)
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

    private String enable(UserId user) {
        return enable(user, new ArrayList<>());
    }

    /** Switches a second factor on and returns its secret; the code of the present step is used up. */
    private String enable(UserId user, List<String> recoveryCodes) {
        String secret = setup().propose(user, null).secret();
        recoveryCodes.addAll(setup().enable(user, code(secret, 0), null, HOME));
        return secret;
    }

    private String code(String secret, int stepsOn) {
        return Totp.codeOf(secret, world.now().getEpochSecond() / OneTimeCodes.STEP_SECONDS + stepsOn);
    }

    private Throwable wrongCode(String address) {
        return catchThrowableOfType(
                RuntimeException.class, () -> login(new Device(address, null), new Given("000000", null)));
    }

    /** The seconds to wait. */
    private long pause(String address) {
        return catchThrowableOfType(
                        RateLimited.class, () -> login(new Device(address, null), new Given("000000", null)))
                .retryAfterSeconds();
    }

    private TokenPair login(Device device, Given given) {
        return world.messenger().account().authentication().login(emailOf("ann"), PASSWORD, given, device);
    }

    private TokenPair login(String password) {
        return world.messenger().account().authentication().login(emailOf("ann"), password, HOME);
    }

    private Principal principal(String name) {
        return principal(world.login(name));
    }

    private Principal principal(UserId user) {
        return new Principal(
                user,
                world.messenger().account().sessions().list(user).stream()
                        .findFirst()
                        .orElseThrow()
                        .id());
    }

    private TwoFactorSetup setup() {
        return world.messenger().account().twoFactorSetup();
    }

    private UndoChanges undo() {
        return world.messenger().account().protection().undo();
    }

    /** Sends the mails and uses the link of the last one. */
    private boolean undo(String name) {
        sendMails();
        return undo().undo(link(name), HOME);
    }

    private void sendMails() {
        for (int i = 0; i < 100 && world.messenger().account().upkeep().mails().sendNext(); i++) {}
    }

    private List<Mail> mails(String name) {
        return world.mailer().sentTo(new Email(emailOf(name)));
    }

    private String link(String name) {
        return token(mails(name).getLast().text());
    }

    private static String token(String text) {
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as("a link in %s", text).isTrue();
        return link.group(1);
    }

    private static void hasCode(@Nullable Throwable e, String code) {
        assertThat(e).isInstanceOf(MessengerException.class);
        assertThat(((MessengerException) e).code()).isEqualTo(code);
    }

    private static Settings demandingPassword() {
        return settings(true, true);
    }

    private static Settings unproven() {
        return settings(false, false);
    }

    private static Settings settings(boolean requireVerifiedEmail, boolean requirePassword) {
        Settings.Accounts defaults = Settings.defaults().accounts();
        return Settings.defaults()
                .with(new Settings.Accounts(
                        defaults.accessTokenTtl(),
                        defaults.refreshTokenTtl(),
                        defaults.refreshReuseGrace(),
                        requireVerifiedEmail,
                        defaults.exposeEmails(),
                        requirePassword));
    }
}
