package dev.messenger.application.account;

import static dev.messenger.application.World.PASSWORD;
import static dev.messenger.application.World.emailOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.messenger.application.Messenger;
import dev.messenger.application.Ports;
import dev.messenger.application.World;
import dev.messenger.application.account.port.EmailTaken;
import dev.messenger.application.account.port.PasswordHasher;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.account.port.SecurityPorts;
import dev.messenger.application.account.port.TokenPair;
import dev.messenger.application.shared.Settings;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.NotFound;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.domain.shared.Unauthenticated;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

    private final World world = new World();

    @Test
    @Tag("A3")
    void signsInWithEmailAndPassword() {
        UserId ann = world.person("ann");
        TokenPair pair = login(" ANN@example.com ", PASSWORD);

        assertThat(world.messenger()
                        .account()
                        .authentication()
                        .authenticate(pair.accessToken())
                        .user())
                .isEqualTo(ann);
        assertThat(pair.toString()).as("tokens show in no log").doesNotContain(pair.accessToken());
    }

    @Test
    @Tag("A3")
    void tellsUnknownEmailAndWrongPasswordApartForNobody() {
        world.person("ann");
        Unauthenticated wrong =
                catchThrowableOfType(Unauthenticated.class, () -> login(emailOf("ann"), "wrong password"));
        Unauthenticated unknown = catchThrowableOfType(Unauthenticated.class, () -> login(emailOf("nobody"), PASSWORD));

        assertThat(wrong.code()).isEqualTo(unknown.code());
        assertThat(wrong.detail()).isEqualTo(unknown.detail());
    }

    @Test
    @Tag("A3")
    void anUnknownEmailCostsAsManyHashesAsAWrongPassword() {
        world.person("ann");
        for (String first : new String[] {"ann", "nobody"}) {
            AtomicInteger hashes = new AtomicInteger();
            Messenger counting = counting(hashes);
            assertThat(failedSignIn(counting, first, hashes))
                    .as("the very first sign-in, for %s", first)
                    .isEqualTo(2);
            for (String name : new String[] {"ann", "nobody"}) {
                assertThat(failedSignIn(counting, name, hashes))
                        .as("hashes for %s", name)
                        .isEqualTo(1);
            }
        }
    }

    /** How many hashes it took. */
    private static int failedSignIn(Messenger messenger, String name, AtomicInteger hashes) {
        hashes.set(0);
        assertThatThrownBy(() -> messenger.account().authentication().login(emailOf(name), "wrong password", device()))
                .isInstanceOf(Unauthenticated.class);
        return hashes.get();
    }

    private Messenger counting(AtomicInteger hashes) {
        return withHasher(new PasswordHasher() {
            @Override
            public PasswordHash hash(Password password) {
                hashes.incrementAndGet();
                return world.ports().security().hasher().hash(password);
            }

            @Override
            public boolean matches(Password password, PasswordHash hash) {
                hashes.incrementAndGet();
                return world.ports().security().hasher().matches(password, hash);
            }

            @Override
            public boolean isOutdated(PasswordHash hash) {
                return false;
            }
        });
    }

    @Test
    @Tag("A3")
    void revealsAnUnprovenAccountOnlyToWhoKnowsItsPassword() {
        world.register("ann");

        assertThatThrownBy(() -> login(emailOf("ann"), "wrong password")).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> login(emailOf("ann"), PASSWORD)).isInstanceOf(Forbidden.class);
    }

    @Test
    @Tag("A3")
    void asksForNoProofWhereTheOperatorWantsNone() {
        World open = new World(withoutProof());
        UserId bob = open.person("bob");
        open.register("ann");
        assertThatThrownBy(() -> open.privateChat(bob, new UserId(bob.value() + 1)))
                .as("who never signed in is nobody yet")
                .isInstanceOf(NotFound.class);
        UserId ann = open.login("ann");

        assertThat(open.privateChat(bob, ann).type())
                .as("the first sign-in makes an account that others can meet")
                .isEqualTo(ChatType.PRIVATE);
        open.pass(Duration.ofDays(2));
        assertThatThrownBy(() -> open.register("ann"))
                .as("and that holds its names")
                .isInstanceOf(EmailTaken.class);
    }

    @Test
    @Tag("A4")
    void accessEnds() {
        world.person("ann");
        String token = login(emailOf("ann"), PASSWORD).accessToken();
        world.pass(Duration.ofSeconds(899));
        assertThat(world.messenger().account().authentication().authenticate(token))
                .isNotNull();
        world.pass(Duration.ofSeconds(2));

        assertThatThrownBy(() -> world.messenger().account().authentication().authenticate(token))
                .isInstanceOf(Unauthenticated.class);
    }

    @Test
    @Tag("A4")
    void eachSignInIsASessionOfItsOwn() {
        world.person("ann");
        Authentication authentication = world.messenger().account().authentication();
        Principal first =
                authentication.authenticate(login(emailOf("ann"), PASSWORD).accessToken());
        Principal second =
                authentication.authenticate(login(emailOf("ann"), PASSWORD).accessToken());

        assertThat(first.session()).isNotEqualTo(second.session());
        assertThat(world.ports().store().account().sessions().find(first.session()))
                .hasValueSatisfying(
                        session -> assertThat(session.expiresAt()).isEqualTo(World.START.plus(Duration.ofDays(30))));
    }

    @Test
    @Tag("L1")
    void limitsAttemptsByAddress() {
        world.person("ann");
        for (int i = 1; i <= 10; i++) {
            assertThatThrownBy(() -> loginFrom("192.0.2.7", "wrong password")).isInstanceOf(Unauthenticated.class);
        }

        assertThatThrownBy(() -> loginFrom("192.0.2.7", PASSWORD)).isInstanceOf(RateLimited.class);
        world.pass(Duration.ofMinutes(1));
        assertThat(loginFrom("192.0.2.7", PASSWORD)).isNotNull();
    }

    @Test
    @Tag("L1")
    void nobodyCanLockAnotherOut() {
        world.person("ann");
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> loginFrom("attacker", "wrong password")).isInstanceOf(Unauthenticated.class);
        }

        assertThatThrownBy(() -> loginFrom("attacker", PASSWORD)).isInstanceOf(RateLimited.class);
        assertThat(loginFrom("home", PASSWORD)).as("ann herself, from home").isNotNull();
    }

    @Test
    @Tag("L1")
    void manyAddressesTogetherGetTenTimesAsMuch() {
        world.person("ann");
        world.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 100; i++) {
            String address = "attacker " + i;
            assertThatThrownBy(() -> loginFrom(address, "wrong password")).isInstanceOf(Unauthenticated.class);
        }

        assertThatThrownBy(() -> loginFrom("attacker 100", "wrong password")).isInstanceOf(RateLimited.class);
    }

    @Test
    @Tag("L12")
    void aDeviceThatSignedInBeforeIsNotKeptOut() {
        world.person("ann");
        for (int i = 0; i < 100; i++) {
            String address = "attacker " + i;
            assertThatThrownBy(() -> loginFrom(address, "wrong password")).isInstanceOf(Unauthenticated.class);
        }

        assertThatThrownBy(() -> loginFrom("elsewhere", PASSWORD)).isInstanceOf(RateLimited.class);
        assertThat(loginFrom("address of ann", PASSWORD)).isNotNull();
    }

    @Test
    @Tag("L12")
    void rightPasswordsDoNotCountByEmail() {
        world.person("ann");
        for (int i = 0; i < 150; i++) {
            assertThat(loginFrom("network " + i, PASSWORD)).isNotNull();
        }
    }

    @Test
    @Tag("L12")
    void manyWrongPasswordsAtOnceDoNotPass() {
        world.person("ann");
        List<Together.Outcome<TokenPair>> outcomes =
                Together.run(130, number -> loginFrom("attacker " + number, "wrong password"));

        assertThat(outcomes)
                .extracting(Together.Outcome::error)
                .filteredOn(Unauthenticated.class::isInstance)
                .hasSize(100);
    }

    @Test
    @Tag("A3")
    void aPasswordThatNobodyCanHaveIsWrong() {
        world.person("ann");
        for (String password : new String[] {"", "x", "x".repeat(129), "x".repeat(100_000), "\ud800"}) {
            assertThatThrownBy(() -> loginFrom("address " + password.length(), password))
                    .isInstanceOf(Unauthenticated.class);
        }
    }

    private TokenPair login(String email, String password) {
        return world.messenger().account().authentication().login(email, password, device());
    }

    private TokenPair loginFrom(String address, String password) {
        world.messenger().account().protection().admission().login(address);
        return world.messenger()
                .account()
                .authentication()
                .login(emailOf("ann"), password, new Authentication.Device(address, null));
    }

    private static Authentication.Device device() {
        return new Authentication.Device("192.0.2.7", "Test/1.0");
    }

    private Messenger withHasher(PasswordHasher hasher) {
        Ports ports = world.ports();
        SecurityPorts security = new SecurityPorts(
                hasher,
                ports.security().tokens(),
                ports.security().codes(),
                ports.security().box(),
                ports.security().randomness());
        return Messenger.over(
                new Ports(ports.store(), ports.storage(), ports.limiter(), security, ports.mailer(), ports.presence()),
                Settings.defaults(),
                world::now);
    }

    private static Settings withoutProof() {
        Settings.Accounts defaults = Settings.defaults().accounts();
        return Settings.defaults()
                .with(new Settings.Accounts(
                        defaults.accessTokenTtl(),
                        defaults.refreshTokenTtl(),
                        defaults.refreshReuseGrace(),
                        false,
                        defaults.exposeEmails(),
                        defaults.requirePasswordFor2fa()));
    }
}
