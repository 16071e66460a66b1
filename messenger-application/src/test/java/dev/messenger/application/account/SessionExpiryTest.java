package dev.messenger.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.World;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who uses a session learns when it ends. */
@Tag("R15")
class SessionExpiryTest {

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final Sessions sessions = world.ports().store().account().sessions();
    private final SessionExpiry expiry = new SessionExpiry(sessions, world::now);

    @Test
    void a_session_ends_when_its_refresh_token_expires() {
        SessionId session = begin(Duration.ofMinutes(1)).id();
        assertThat(expiry.endedOf(Set.of(session))).isEmpty();
        world.pass(Duration.ofMinutes(1).minusMillis(1));
        assertThat(expiry.endedOf(Set.of(session))).isEmpty();
        world.pass(Duration.ofMillis(1));
        assertThat(expiry.endedOf(Set.of(session))).containsExactly(session);
    }

    @Test
    void one_that_was_refreshed_meanwhile_goes_on() {
        Session session = begin(Duration.ofMinutes(1));
        assertThat(expiry.endedOf(Set.of(session.id()))).isEmpty();
        sessions.rotate(
                session.id(),
                session.refreshJti(),
                UUID.randomUUID(),
                world.now(),
                Duration.ZERO,
                world.now().plus(Duration.ofMinutes(5)));
        world.pass(Duration.ofMinutes(2));
        assertThat(expiry.endedOf(Set.of(session.id()))).isEmpty();
        world.pass(Duration.ofMinutes(3));
        assertThat(expiry.endedOf(Set.of(session.id()))).containsExactly(session.id());
    }

    @Test
    void one_that_never_was_or_was_ended_has_ended() {
        Session session = begin(Duration.ofMinutes(1));
        SessionId unknown = new SessionId(UUID.randomUUID());
        sessions.revoke(ann, new Sessions.Which.One(session.id()));
        assertThat(expiry.endedOf(Set.of(session.id(), unknown))).containsExactlyInAnyOrder(session.id(), unknown);
    }

    private Session begin(Duration lifetime) {
        Session session = new Session(
                new SessionId(UUID.randomUUID()),
                ann,
                UUID.randomUUID(),
                null,
                null,
                world.now(),
                world.now().plus(lifetime));
        sessions.add(session);
        return session;
    }
}
