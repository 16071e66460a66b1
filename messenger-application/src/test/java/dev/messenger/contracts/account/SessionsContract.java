package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.Session;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.application.account.port.Sessions.Rotation;
import dev.messenger.application.account.port.Sessions.Which;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions and their refresh tokens (rule A4). */
@Tag("A4")
@PortContract(Sessions.class)
public interface SessionsContract extends StoreContract {

    @Test
    default void knowsNoSessionThatWasNotAdded() {
        assertThat(store().account().sessions().find(new SessionId(UUID.randomUUID())))
                .isEmpty();
    }

    @Test
    default void keepsASessionAsItWas() {
        Session session = session(user());
        store().transactions().run(() -> store().account().sessions().add(session));

        assertThat(store().account().sessions().find(session.id())).contains(session);
    }

    @Test
    default void keepsWhatIsNotKnown() {
        Session session = new Session(
                new SessionId(UUID.randomUUID()),
                user(),
                UUID.randomUUID(),
                null,
                null,
                NOW,
                NOW.plus(Duration.ofDays(30)));
        store().transactions().run(() -> store().account().sessions().add(session));

        assertThat(store().account().sessions().find(session.id()))
                .as("neither address nor agent")
                .contains(session);
    }

    @Test
    default void aUserMayHaveSeveral() {
        UserId user = user();
        Session phone = session(user);
        Session laptop = session(user);
        store().transactions().run(() -> {
            store().account().sessions().add(phone);
            store().account().sessions().add(laptop);
        });

        assertThat(store().account().sessions().find(phone.id())).contains(phone);
        assertThat(store().account().sessions().find(laptop.id())).contains(laptop);
    }

    @Test
    @Tag("R15")
    default void tellsWhenSessionsExpireAndLeavesOutThoseThatEnded() {
        UserId user = user();
        Session phone = session(user);
        Session laptop = session(user);
        store().transactions().run(() -> {
            store().account().sessions().add(phone);
            store().account().sessions().add(laptop);
            store().account().sessions().revoke(user, new Sessions.Which.One(laptop.id()));
        });

        assertThat(store().account()
                        .sessions()
                        .expiries(Set.of(phone.id(), laptop.id(), new SessionId(UUID.randomUUID()))))
                .containsExactly(Map.entry(phone.id(), phone.expiresAt()));
        assertThat(store().account().sessions().expiries(Set.of())).isEmpty();
    }

    @Test
    default void forgetsWhatWasRolledBack() {
        Session session = session(user());
        rolledBack(() -> store().account().sessions().add(session));

        assertThat(store().account().sessions().find(session.id())).isEmpty();
    }

    @Test
    @Tag("A5")
    default void aRefreshTokenIsUsedOnceAndWithinTheGraceAgain() {
        Session session = stored(user());
        UUID second = UUID.randomUUID();

        assertThat(rotate(session, session.refreshJti(), second, 0)).isInstanceOf(Rotation.Rotated.class);
        assertThat(store().account().sessions().find(session.id()).orElseThrow().refreshJti())
                .isEqualTo(second);
        assertThat(rotate(session, session.refreshJti(), UUID.randomUUID(), 9))
                .as("within the grace: the same successor")
                .isInstanceOfSatisfying(
                        Rotation.Rotated.class,
                        again -> assertThat(again.session().refreshJti()).isEqualTo(second));
        assertThat(store().account().sessions().find(session.id()).orElseThrow().refreshJti())
                .as("no other token was made")
                .isEqualTo(second);
        assertThat(rotate(session, session.refreshJti(), UUID.randomUUID(), 10))
                .as("after the grace of the first use")
                .isInstanceOf(Rotation.Stolen.class);
        assertThat(rotate(session, second, UUID.randomUUID(), 10)).isInstanceOf(Rotation.Rotated.class);
        assertThat(rotate(session, UUID.randomUUID(), UUID.randomUUID(), 10))
                .as("one that was never given out, or long ago")
                .isInstanceOf(Rotation.Stolen.class);
    }

    @Test
    @Tag("A5")
    default void anExpiredOrUnknownSessionIsOver() {
        Session session = stored(user());
        long days = Duration.ofDays(30).toSeconds();

        assertThat(rotate(session, session.refreshJti(), UUID.randomUUID(), days))
                .isInstanceOf(Rotation.Over.class);
        assertThat(rotate(session(user()), UUID.randomUUID(), UUID.randomUUID(), 0))
                .isInstanceOf(Rotation.Over.class);
    }

    @Test
    @Tag("A6")
    default void endsWhatIsNamedOfThatUserAlone() {
        UserId user = user();
        Session one = stored(user);
        Session two = stored(user);
        Session three = stored(user);
        Session stranger = stored(user());

        assertThat(revoke(user, new Which.One(stranger.id()))).isEmpty();
        assertThat(revoke(user, new Which.OfToken(stranger.refreshJti()))).isEmpty();
        assertThat(revoke(user, new Which.OfToken(one.refreshJti()))).containsExactly(one.id());
        assertThat(revoke(user, new Which.OfToken(one.refreshJti())))
                .as("ended already")
                .isEmpty();
        assertThat(revoke(user, new Which.AllBut(two.id()))).containsExactly(three.id());
        assertThat(store().account().sessions().listOf(user, NOW)).containsExactly(two);
        assertThat(store().account().sessions().listOf(user, two.expiresAt()))
                .as("expired")
                .isEmpty();
        assertThat(revoke(user, new Which.All())).containsExactly(two.id());
        assertThat(rotate(two, two.refreshJti(), UUID.randomUUID(), 0)).isInstanceOf(Rotation.Over.class);
        assertThat(store().account().sessions().find(stranger.id())).isPresent();
    }

    @Test
    @Tag("A7")
    default void areListedNewestFirst() {
        UserId user = user();
        Session middle = storedAt(user, NOW.plusSeconds(2));
        Session oldest = storedAt(user, NOW.plusSeconds(1));
        Session newest = storedAt(user, NOW.plusSeconds(3));

        assertThat(store().account().sessions().listOf(user, NOW)).containsExactly(newest, middle, oldest);
    }

    @Test
    @Tag("A5")
    default void ofManyThatUseOneTokenAtOnceTheFirstUseCountsForAll() {
        Session session = stored(user());
        List<Rotation> rotations =
                Together.succeed(8, number -> rotate(session, session.refreshJti(), UUID.randomUUID(), number));

        assertThat(rotations)
                .as("8 at once within the grace of the first use")
                .allMatch(Rotation.Rotated.class::isInstance)
                .extracting(rotation -> ((Rotation.Rotated) rotation).session().refreshJti())
                .as("one successor for all")
                .containsOnly(store().account()
                        .sessions()
                        .find(session.id())
                        .orElseThrow()
                        .refreshJti());
        assertThat(rotate(session, session.refreshJti(), UUID.randomUUID(), 18))
                .as("when the grace of each of them is over")
                .isInstanceOf(Rotation.Stolen.class);
    }

    @Test
    @Tag("A6")
    default void ofManyThatRevokeOneSessionAtOnceOneEndedIt() {
        UserId user = user();
        Session session = stored(user);
        List<Set<SessionId>> ended = Together.succeed(8, number -> revoke(user, new Which.One(session.id())));

        assertThat(ended).as("8 at once: one of them ended it").containsOnlyOnce(Set.of(session.id()));
    }

    @Test
    default void forgetsWhatIsExpired() {
        UserId user = user();
        Session expired = storedAt(user, NOW.minus(Duration.ofDays(30)).minusSeconds(1));
        Session alive = storedAt(user, NOW);
        store().transactions().run(() -> store().account().sessions().forget(NOW, Duration.ofDays(1)));

        assertThat(store().account().sessions().find(expired.id())).isEmpty();
        assertThat(store().account().sessions().find(alive.id())).isPresent();
    }

    @Test
    @Tag("A24")
    default void allButTheLatestEndTheOneUsedLongestAgoFirst() {
        UserId user = user();
        Session oldest = storedAt(user, NOW.minusSeconds(3));
        Session older = storedAt(user, NOW.minusSeconds(2));
        Session newest = storedAt(user, NOW.minusSeconds(1));
        Session other = storedAt(user(), NOW.minusSeconds(9));
        rotate(oldest, oldest.refreshJti(), UUID.randomUUID(), 0);

        assertThat(revoke(user, new Which.AllButLatest(3)))
                .as("there are no more")
                .isEmpty();
        assertThat(revoke(user, new Which.AllButLatest(2)))
                .as("the oldest was refreshed since")
                .containsExactly(older.id());
        assertThat(revoke(user, new Which.AllButLatest(0))).containsExactlyInAnyOrder(oldest.id(), newest.id());
        assertThat(store().account().sessions().find(other.id()))
                .as("of another user")
                .isPresent();
    }

    private Session storedAt(UserId user, Instant createdAt) {
        Session session = new Session(
                new SessionId(UUID.randomUUID()),
                user,
                UUID.randomUUID(),
                null,
                null,
                createdAt,
                createdAt.plus(Duration.ofDays(30)));
        store().transactions().run(() -> store().account().sessions().add(session));
        return session;
    }

    private Session stored(UserId user) {
        Session session = session(user);
        store().transactions().run(() -> store().account().sessions().add(session));
        return session;
    }

    private Rotation rotate(Session session, UUID presented, UUID fresh, long secondsOn) {
        Instant now = NOW.plusSeconds(secondsOn);
        return inTransaction(() -> store().account()
                .sessions()
                .rotate(session.id(), presented, fresh, now, Duration.ofSeconds(10), now.plus(Duration.ofDays(30))));
    }

    private Set<SessionId> revoke(UserId user, Which which) {
        return inTransaction(() -> store().account().sessions().revoke(user, which));
    }

    private static Session session(UserId user) {
        return new Session(
                new SessionId(UUID.randomUUID()),
                user,
                UUID.randomUUID(),
                "192.0.2.7",
                "Contract/1.0 (täst)",
                NOW,
                NOW.plus(Duration.ofDays(30)));
    }
}
