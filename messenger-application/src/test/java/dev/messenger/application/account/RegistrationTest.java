package dev.messenger.application.account;

import static dev.messenger.application.World.PASSWORD;
import static dev.messenger.application.World.emailOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.Messenger;
import dev.messenger.application.Ports;
import dev.messenger.application.World;
import dev.messenger.application.account.port.EmailTaken;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.application.shared.Settings;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.shared.Conflict;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidToken;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.domain.shared.Unauthenticated;
import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private final World world = new World();

    @Test
    @Tag("A1")
    void keepsAnAccountInItsCanonicalForm() {
        register(" Ann.B@Example.COM ", "  Ann B  ", "Ann_B");
        world.messenger().account().registration().verifyEmail(world.mailedToken("ann.b"));
        UserId ann = world.login("ann.b");
        Account account = world.messenger().account().authentication().me(ann);

        assertThat(account.email()).isEqualTo(new Email("ann.b@example.com"));
        assertThat(account.username()).isEqualTo(new Username("ann_b"));
        assertThat(account.name().value()).isEqualTo("Ann B");
        assertThat(account.createdAt()).isEqualTo(World.START);
        assertThat(account.passwordHash().value()).as("no password at rest").doesNotContain(PASSWORD);
    }

    @Test
    @Tag("A1")
    void refusesWhatIsOutOfRange() {
        refuses("email", () -> register("no address", "Ann", "ann"));
        refuses("name", () -> register("ann@example.com", "  ", "ann"));
        refuses("username", () -> register("ann@example.com", "Ann", "1ann"));
        refuses(
                "password",
                () -> world.messenger().account().registration().register("ann@example.com", "Ann", "ann", "1234567"));
        assertThat(world.mailer().sent()).as("nobody got mail").isEmpty();
    }

    @Test
    @Tag("A1")
    void refusesTakenNames() {
        world.person("ann");

        assertThatThrownBy(() -> register("ANN@example.com", "Other", "other"))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("email_taken"));
        assertThatThrownBy(() -> register("other@example.com", "Other", "ANN"))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("username_taken"));
    }

    @Test
    @Tag("A1")
    void ofManyAtOnceOneGetsTheNames() {
        List<Together.Outcome<Boolean>> outcomes = Together.run(6, number -> {
            world.messenger().account().registration().register(emailOf("ann"), "Ann", "ann", PASSWORD);
            return true;
        });

        assertThat(outcomes).filteredOn(Together.Outcome::succeeded).hasSize(1);
        assertThat(outcomes)
                .extracting(Together.Outcome::error)
                .filteredOn(Objects::nonNull)
                .allMatch(Conflict.class::isInstance);
        assertThat(world.mailer().sent()).as("one mail, to the one").hasSize(1);
    }

    @Test
    @Tag("A2")
    void sendsOneMailWithALink() {
        world.register("ann");

        assertThat(world.mailer().sent()).hasSize(1);
        assertThat(world.mailer().sent().getFirst().to()).isEqualTo(new Email(emailOf("ann")));
        assertThat(world.mailer().sent().getFirst().text())
                .containsPattern("http://localhost:8080/verify-email\\?token=[A-Za-z0-9_-]{20,}\n");
        assertThat(world.mailer().sent().getFirst().toString())
                .as("the token shows in no log")
                .doesNotContain(world.mailedToken("ann"));
    }

    @Test
    @Tag("A2")
    void theTokenWorksOnce() {
        world.register("ann");
        String token = world.mailedToken("ann");
        world.messenger().account().registration().verifyEmail(token);

        assertThatThrownBy(() -> world.messenger().account().registration().verifyEmail(token))
                .isInstanceOf(InvalidToken.class);
        assertThat(world.login("ann")).as("and the account stays verified").isNotNull();
    }

    @Test
    @Tag("A2")
    void theTokenWorksForADay() {
        world.register("ann");
        world.register("bob");
        world.pass(Duration.ofHours(24).minusSeconds(1));
        world.messenger().account().registration().verifyEmail(world.mailedToken("ann"));
        world.pass(Duration.ofSeconds(1));

        assertThatThrownBy(() -> world.messenger().account().registration().verifyEmail(world.mailedToken("bob")))
                .isInstanceOf(InvalidToken.class);
    }

    @Test
    @Tag("A2")
    void refusesTokensThatWereNeverMailed() {
        for (String token : new String[] {"", "x", "../..", "\0", "a".repeat(10_000)}) {
            assertThatThrownBy(() -> world.messenger().account().registration().verifyEmail(token))
                    .isInstanceOf(InvalidToken.class);
        }
    }

    @Test
    @Tag("A2")
    void leavesNoAccountBehindWhenMailCannotBeSent() {
        world.mailer().accept(false);
        assertThatThrownBy(() -> world.register("ann")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> world.login("ann"))
                .as("there is no such account, not one to verify")
                .isInstanceOf(Unauthenticated.class);

        world.mailer().accept(true);
        assertThatCode(() -> world.register("ann"))
                .as("the same register again")
                .doesNotThrowAnyException();
        world.messenger().account().registration().verifyEmail(world.mailedToken("ann"));
        assertThat(world.login("ann")).isNotNull();
    }

    @Test
    @Tag("A18")
    void aMailThatMayHaveBeenSentKeepsItsLink() {
        Registration registration = mailing(mail -> {
            world.mailer().send(mail);
            throw new Unavailable(Mailer.OUTCOME_UNKNOWN, "nobody knows");
        });
        registration.register(emailOf("ann"), "Ann", "ann", PASSWORD);

        registration.verifyEmail(world.mailedToken("ann"));
        assertThat(world.login("ann")).isNotNull();
    }

    @Test
    @Tag("A18")
    void aMailboxThatIsRefusedForGoodLeavesNoAccountBehind() {
        Registration refusing = mailing(mail -> {
            throw new InvalidValue("email", "was refused");
        });
        refuses("email", () -> refusing.register(emailOf("ann"), "Ann", "ann", PASSWORD));

        assertThatCode(() -> world.register("ann")).as("the names are free").doesNotThrowAnyException();
    }

    /** A queued mail of unknown outcome is tried once more, and both links work; then it counts as sent. */
    @Test
    @Tag("A18")
    void aQueuedMailThatMayHaveBeenSentIsTriedOnceMore() {
        world.register("ann");
        Messenger messenger = over(mail -> {
            world.mailer().send(mail);
            throw new Unavailable(Mailer.OUTCOME_UNKNOWN, "nobody knows");
        });
        messenger.account().registration().requestVerification(emailOf("ann"));
        for (int i = 0; i < 5; i++) {
            messenger.account().upkeep().mails().sendNext();
            world.pass(Duration.ofMinutes(1));
        }

        assertThat(world.mailer().sentTo(new Email(emailOf("ann"))))
                .as("of the registration, and two copies")
                .hasSize(3);
        messenger.account().registration().verifyEmail(world.mailedToken("ann"));
        assertThat(world.login("ann")).isNotNull();
    }

    private Registration mailing(Mailer mailer) {
        return over(mailer).account().registration();
    }

    private Messenger over(Mailer mailer) {
        Ports ports = world.ports();
        return Messenger.over(
                new Ports(ports.store(), ports.storage(), ports.limiter(), ports.security(), mailer, ports.presence()),
                Settings.defaults(),
                world::now);
    }

    @Test
    @Tag("A2")
    void anUnprovenAccountHoldsItsNamesForADay() {
        world.register("ann");
        world.pass(Duration.ofHours(24));
        assertThatThrownBy(() -> world.register("ann")).isInstanceOf(EmailTaken.class);

        world.pass(Duration.ofMillis(1));
        String oldToken = world.mailedToken("ann");
        world.register("ann");
        assertThatThrownBy(() -> world.messenger().account().registration().verifyEmail(oldToken))
                .as("the link of the account that is gone")
                .isInstanceOf(InvalidToken.class);
        world.messenger().account().registration().verifyEmail(world.mailedToken("ann"));
        assertThat(world.login("ann")).isNotNull();
    }

    @Test
    @Tag("A2")
    void aProvenAccountHoldsItsNamesForEver() {
        world.person("ann");
        world.pass(Duration.ofDays(1_000));

        assertThatThrownBy(() -> world.register("ann")).isInstanceOf(EmailTaken.class);
    }

    @Test
    @Tag("A2")
    void anAccountThatWasCutOffBeforeItsMailHoldsItsNamesForAMinute() {
        CutOff crash = new CutOff();
        assertThatThrownBy(() -> crash.register("ann")).isInstanceOf(CutOff.Crash.class);
        crash.world().pass(Duration.ofSeconds(60));
        assertThatThrownBy(() -> crash.world().register("ann"))
                .as("for 60 s it may still be under way")
                .isInstanceOf(EmailTaken.class);

        crash.world().pass(Duration.ofMillis(1));
        crash.world().register("ann");
        assertThat(crash.world().mailer().sent()).hasSize(1);
    }

    @Test
    @Tag("L1")
    void limitsRegistrationsByAddress() {
        for (int i = 1; i <= 5; i++) {
            registerFrom("192.0.2.1", "user" + i);
        }
        assertThatThrownBy(() -> registerFrom("192.0.2.1", "user6")).isInstanceOf(RateLimited.class);
        registerFrom("192.0.2.2", "user6");
        world.pass(Duration.ofMinutes(1));
        registerFrom("192.0.2.1", "user7");

        assertThat(world.mailer().sent()).hasSize(7);
    }

    @Test
    @Tag("A3")
    void asksForTheProofBeforeTheFirstLogin() {
        world.register("ann");

        assertThatThrownBy(() -> world.login("ann"))
                .isInstanceOfSatisfying(
                        Forbidden.class, e -> assertThat(e.code()).isEqualTo("email_not_verified"));
    }

    private void register(String email, String name, String username) {
        world.messenger().account().registration().register(email, name, username, PASSWORD);
    }

    private void registerFrom(String address, String name) {
        world.messenger().account().protection().admission().register(address);
        world.messenger().account().registration().register(emailOf(name), name, name, PASSWORD);
    }

    private static void refuses(String field, Runnable attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        InvalidValue.class, e -> assertThat(e.field()).isEqualTo(field));
    }
}
