package dev.messenger.contracts.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.application.people.port.Presence;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.TestClock;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.PresenceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Presence (rule P1). A write may become visible a little later. */
@Tag("P1")
@PortContract(Presence.class)
public interface PresenceContract {

    /** The presence under test, by {@link #clock}. */
    Presence presence();

    /** The clock of {@link #presence()}. */
    TestClock clock();

    @Test
    default void nothingIsKnownOfWhoWasNeverThere() {
        UserId user = someone();

        assertThat(presence().of(List.of())).isEmpty();
        assertThat(presence().of(List.of(user))).isEmpty();
        assertThat(presence().of(user)).isEqualTo(PresenceStatus.UNKNOWN);
    }

    @Test
    default void aRequestKeepsItsSenderOnlineForAMinute() {
        UserId user = someone();
        Instant start = clock().instant();
        presence().touch(user);
        reads(user, new PresenceStatus(true, start));

        clock().pass(Duration.ofSeconds(59));
        reads(user, new PresenceStatus(true, start));
        clock().pass(Duration.ofSeconds(1));
        reads(user, new PresenceStatus(false, start));
    }

    @Test
    default void anotherRequestCountsAnew() {
        UserId user = someone();
        presence().touch(user);
        clock().pass(Duration.ofSeconds(30));
        Instant second = clock().instant();
        presence().touch(user);
        clock().pass(Duration.ofSeconds(45));

        reads(user, new PresenceStatus(true, second));
    }

    @Test
    default void anOpenConnectionKeepsOnlineUntilItCloses() {
        UserId user = someone();
        presence().connected(List.of(user));
        reads(user, new PresenceStatus(true, clock().instant()));
        clock().pass(Presence.HEARTBEAT.multipliedBy(2));
        Instant beat = clock().instant();
        presence().connected(List.of(user));
        clock().pass(Duration.ofSeconds(59));
        reads(user, new PresenceStatus(true, beat));

        Instant end = clock().instant();
        presence().disconnected(user);
        reads(user, new PresenceStatus(false, end));
    }

    @Test
    default void whoRequestedLatelyStaysOnlineWithoutAConnection() {
        UserId user = someone();
        presence().connected(List.of(user));
        presence().touch(user);
        presence().disconnected(user);

        reads(user, new PresenceStatus(true, clock().instant()));
    }

    @Test
    default void aNodeThatDiesLeavesNobodyOnlineForLong() {
        UserId user = someone();
        Instant last = clock().instant();
        presence().connected(List.of(user));
        clock().pass(Duration.ofSeconds(90));

        reads(user, new PresenceStatus(false, last));
    }

    @Test
    default void tellsOfManyAtOnce() {
        UserId here = someone();
        UserId gone = someone();
        UserId never = someone();
        Instant early = clock().instant();
        presence().touch(gone);
        clock().pass(Duration.ofMinutes(5));
        presence().touch(here);

        await().untilAsserted(() -> assertThat(presence().of(List.of(here, never, gone, here)))
                .containsOnlyKeys(here, gone)
                .containsEntry(here, new PresenceStatus(true, clock().instant()))
                .containsEntry(gone, new PresenceStatus(false, early)));
        await().untilAsserted(() ->
                assertThat(presence().online(List.of(here, never, gone, here))).containsExactly(here));
        assertThat(presence().online(List.of())).isEmpty();
    }

    private void reads(UserId user, PresenceStatus expected) {
        await().untilAsserted(() -> {
            assertThat(presence().of(user)).isEqualTo(expected);
            assertThat(presence().online(List.of(user)).contains(user)).isEqualTo(expected.online());
        });
    }

    private static UserId someone() {
        return new UserId(ThreadLocalRandom.current().nextLong(1, 1L << 53));
    }
}
