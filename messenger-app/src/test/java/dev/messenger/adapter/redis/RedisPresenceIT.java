package dev.messenger.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.RealServices;
import dev.messenger.application.people.port.Presence;
import dev.messenger.contracts.people.PresenceContract;
import dev.messenger.contracts.shared.TestClock;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract of presence, kept by Redis; and what several nodes add to it. */
class RedisPresenceIT implements PresenceContract {

    private static final RedisConnection REDIS = RedisConnection.open(RedisSettings.of(RealServices.freshRedis()));

    private final TestClock clock = new TestClock(Instant.parse("2026-03-08T10:00:00Z"));
    private final String prefix = "test" + UUID.randomUUID();
    private final RedisPresence presence = new RedisPresence(REDIS, prefix, clock);
    private final RedisPresence otherNode = new RedisPresence(REDIS, prefix, clock);

    @AfterEach
    void stop() {
        presence.close();
        otherNode.close();
    }

    @Override
    public Presence presence() {
        return presence;
    }

    @Override
    public TestClock clock() {
        return clock;
    }

    @Test
    @Tag("R6")
    void whoIsConnectedToTwoNodesStaysOnlineWhenOneConnectionCloses() {
        UserId user = new UserId(7);
        presence.connected(List.of(user));
        otherNode.connected(List.of(user));
        presence.disconnected(user);
        await().untilAsserted(() -> assertThat(otherNode.of(user).online()).isTrue());

        otherNode.disconnected(user);
        await().untilAsserted(() -> assertThat(presence.of(user).online()).isFalse());
    }

    @Test
    void requestsThatWereHeldBackAreWrittenInTheEnd() {
        UserId user = new UserId(8);
        presence.touch(user);
        clock.pass(Duration.ofSeconds(9));
        Instant last = clock.instant();
        presence.touch(user);
        presence.close();

        await().untilAsserted(() -> assertThat(otherNode.of(user)).isEqualTo(new Seen(true, last)));
    }

    @Test
    @Tag("L2")
    void withoutRedisEverybodyReadsOfflineAtOnce() {
        try (RedisConnection nowhere =
                        RedisConnection.open(new RedisSettings("redis://127.0.0.1:1", Duration.ofMillis(100)));
                RedisPresence blind = new RedisPresence(nowhere, prefix, clock)) {
            blind.touch(new UserId(9));
            blind.connected(List.of(new UserId(9)));
            blind.disconnected(new UserId(9));

            assertThat(blind.of(new UserId(9))).isEqualTo(Seen.UNKNOWN);
        }
    }
}
