package dev.messenger.application.account;

import static dev.messenger.application.World.PASSWORD;
import static dev.messenger.application.World.emailOf;
import static org.assertj.core.api.Assertions.assertThat;
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
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.MessengerException;
import dev.messenger.domain.shared.RateLimited;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A world with an account of Ann, who signs in at home, and the mails to her. */
abstract class AccountScene {

    static final Device HOME = new Device("address of ann", "Home/1.0");
    private static final Pattern LINK = Pattern.compile("/(?:undo|reset-password)\\?token=([A-Za-z0-9_-]+)");

    final World world = new World();

    String enable(UserId user) {
        return enable(user, new ArrayList<>());
    }

    /** Switches a second factor on and returns its secret; the code of the present step is used up. */
    String enable(UserId user, List<String> recoveryCodes) {
        String secret = setup().propose(user, null).secret();
        recoveryCodes.addAll(setup().enable(user, code(secret, 0), null, HOME));
        return secret;
    }

    String code(String secret, int stepsOn) {
        return Totp.codeOf(secret, world.now().getEpochSecond() / OneTimeCodes.STEP_SECONDS + stepsOn);
    }

    Throwable wrongCode(String address) {
        return catchThrowableOfType(
                RuntimeException.class, () -> login(new Device(address, null), new Given("000000", null)));
    }

    /** The seconds to wait. */
    long pause(String address) {
        return catchThrowableOfType(
                        RateLimited.class, () -> login(new Device(address, null), new Given("000000", null)))
                .retryAfterSeconds();
    }

    TokenPair login(Device device, Given given) {
        return world.messenger().account().authentication().login(emailOf("ann"), PASSWORD, given, device);
    }

    TokenPair login(String password) {
        return world.messenger().account().authentication().login(emailOf("ann"), password, HOME);
    }

    Principal principal(String name) {
        return principal(world.login(name));
    }

    Principal principal(UserId user) {
        return new Principal(
                user,
                world.messenger().account().sessions().list(user).stream()
                        .findFirst()
                        .orElseThrow()
                        .id());
    }

    TwoFactorSetup setup() {
        return world.messenger().account().twoFactorSetup();
    }

    UndoChanges undo() {
        return world.messenger().account().protection().undo();
    }

    /** Sends the mails and uses the link of the last one. */
    boolean undo(String name) {
        sendMails();
        return undo().undo(link(name), HOME);
    }

    void sendMails() {
        for (int i = 0; i < 100 && world.messenger().account().upkeep().mails().sendNext(); i++) {}
    }

    List<Mail> mails(String name) {
        return world.mailer().sentTo(new Email(emailOf(name)));
    }

    String link(String name) {
        return token(mails(name).getLast().text());
    }

    static String token(String text) {
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as("a link in %s", text).isTrue();
        return link.group(1);
    }

    static void hasCode(@Nullable Throwable e, String code) {
        assertThat(e).isInstanceOf(MessengerException.class);
        assertThat(((MessengerException) e).code()).isEqualTo(code);
    }

    static Settings demandingPassword() {
        return settings(true, true);
    }

    static Settings unproven() {
        return settings(false, false);
    }

    static Settings settings(boolean requireVerifiedEmail, boolean requirePassword) {
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
