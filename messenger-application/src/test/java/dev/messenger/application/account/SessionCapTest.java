package dev.messenger.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.CapsOf;
import dev.messenger.application.World;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.account.port.TokenPair;
import dev.messenger.application.shared.Settings;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Unauthenticated;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many sessions a user has at most. */
@Tag("A24")
class SessionCapTest {

    private static final Authentication.Device DEVICE = new Authentication.Device("192.0.2.1", "Test/1.0");

    private final World world = new World(CapsOf.sessions(3).with(new Settings.Limits(0, 0, 0, 0, 0, Duration.ZERO)));
    private final UserId ann = world.person("ann");
    private final Set<Object> ended = new HashSet<>();

    @Test
    void beyondTheCapTheSessionThatWasUsedLongestAgoEnds() {
        world.messenger().account().upkeep().revocations().onRevoked(ended::addAll);
        TokenPair first = login();
        TokenPair second = login();
        world.pass(Duration.ofSeconds(1));
        authentication().refresh(first.refreshToken());
        assertThat(ended).as("of three").isEmpty();
        TokenPair third = login();
        assertThat(ended).as("the one of the set-up").hasSize(1);
        login();

        assertThat(list(ann)).hasSize(3);
        assertThat(authentication().authenticate(first.accessToken()).user())
                .as("refreshed since")
                .isEqualTo(ann);
        assertThat(authentication().authenticate(third.accessToken()).user()).isEqualTo(ann);
        assertThatThrownBy(() -> authentication().authenticate(second.accessToken()))
                .isInstanceOf(Unauthenticated.class);
        assertThat(ended).as("live connections end too").hasSize(2);
    }

    @Test
    void ofAnotherUserNoneEnds() {
        UserId bob = world.person("bob");
        for (int i = 0; i < 5; i++) {
            login();
        }

        assertThat(list(bob)).hasSize(1);
        assertThat(list(ann)).hasSize(3);
    }

    @Test
    void manyWhoSignInAtOnceKeepToIt() {
        Together.succeed(8, number -> login());

        assertThat(list(ann)).hasSize(3);
    }

    private TokenPair login() {
        world.pass(Duration.ofSeconds(1));
        return authentication().login(World.emailOf("ann"), World.PASSWORD, DEVICE);
    }

    private List<Session> list(UserId user) {
        return world.messenger().account().sessions().list(user);
    }

    private Authentication authentication() {
        return world.messenger().account().authentication();
    }
}
