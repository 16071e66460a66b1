package dev.messenger.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.application.people.port.Presence;
import dev.messenger.contracts.people.PresenceContract;
import dev.messenger.contracts.shared.TestClock;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.PresenceStatus;
import dev.messenger.testing.TestRedis;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the contract of presence against Redis, and tests presence on several nodes. */
class RedisPresenceIT implements PresenceContract {

    private static final String URL = TestRedis.fresh();
    /** Patient, for commands about ten thousand users on a busy machine. */
    private static final RedisConnection REDIS = RedisConnection.open(new RedisSettings(URL, Duration.ofSeconds(10)));

    private static final List<UserId> CROWD =
            LongStream.rangeClosed(1, 10_000).mapToObj(UserId::new).toList();

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

        await().untilAsserted(() -> assertThat(otherNode.of(user)).isEqualTo(new PresenceStatus(true, last)));
    }

    @Test
    void aCrowdIsWrittenDownThroughANarrowQueueBesideWhichOthersGetThrough() throws InterruptedException {
        try (RedisConnection narrow = narrow()) {
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger answers = new AtomicInteger();
            AtomicReference<Throwable> refused = new AtomicReference<>();
            Thread beside = Thread.ofVirtual().start(() -> {
                while (!over.get() && refused.get() == null) {
                    try {
                        narrow.call(RedisAsyncCommands::ping);
                        answers.incrementAndGet();
                    } catch (RuntimeException e) {
                        refused.set(e);
                    }
                }
            });
            try (RedisPresence crowded = new RedisPresence(narrow, prefix, clock)) {
                CROWD.forEach(crowded::touch);
                clock.pass(Duration.ofSeconds(1));
                CROWD.forEach(crowded::touch);
                crowded.connected(CROWD.subList(0, 5_000));
            }
            over.set(true);
            beside.join();

            assertThat(refused.get()).isNull();
            assertThat(answers.get()).isPositive();
        }
        Map<UserId, PresenceStatus> seen = new HashMap<>();
        for (int i = 0; i < CROWD.size(); i += 1_000) {
            seen.putAll(otherNode.of(CROWD.subList(i, i + 1_000)));
        }
        assertThat(seen)
                .hasSameSizeAs(CROWD)
                .allSatisfy((user, last) -> assertThat(last).isEqualTo(new PresenceStatus(true, clock.instant())));
        assertThat(otherNode.online(CROWD)).containsExactlyInAnyOrderElementsOf(CROWD);
    }

    @Test
    void whoLeavesWhileHeartbeatsAreWrittenHasLeft() {
        List<UserId> leaving = CROWD.subList(4_000, 4_100);
        presence.connected(CROWD);
        leaving.forEach(presence::disconnected);
        presence.close();

        Set<UserId> staying = new HashSet<>(CROWD);
        leaving.forEach(staying::remove);
        assertThat(otherNode.online(CROWD)).isEqualTo(staying);
        assertThat(otherNode.of(leaving).values()).noneMatch(PresenceStatus::online);
    }

    @Test
    void aRequestIsWrittenDownBeforeWhatIsAskedNext() {
        tellScripts();

        for (UserId user : CROWD.subList(1, 100)) {
            presence.touch(user);
            assertThat(presence.online(List.of(user))).containsExactly(user);
        }
    }

    @Test
    @Tag("P1")
    void otherNodesKnowOfARequestAMomentLater() {
        UserId user = new UserId(12);
        presence.touch(user);

        await("long before the next round of pending writes")
                .atMost(Duration.ofSeconds(3))
                .until(() -> otherNode.of(user).online());
    }

    @Test
    void requestsOfTheSameTimeAreFewCommands() {
        tellScripts();
        String[] list = {prefix};
        try (RedisConnection narrow = narrow();
                RedisPresence crowded = new RedisPresence(narrow, prefix, clock)) {
            narrow.sendAndForget(commands -> commands.blpop(10, list)); // nothing is answered before it has something
            CROWD.subList(0, 1_000).forEach(crowded::touch);
            int left = 0;
            while (narrow.sendAndForget(RedisAsyncCommands::ping)) {
                left++;
            }
            REDIS.call(commands -> commands.lpush(prefix, "on"));

            assertThat(left)
                    .as("31 writes without a response, five of them for 200 users each")
                    .isBetween(20, 26);
        }
        assertThat(otherNode.online(CROWD)).containsAll(CROWD.subList(0, 1_000));
    }

    @Test
    @Tag("P1")
    void whoeverAsksLearnsOfWhatWasWrittenBeforeOnTheirNode() {
        tellScripts();

        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> missed = IntStream.range(0, 20)
                    .mapToObj(asker -> askers.submit(() -> missed(CROWD.subList(100 + 100 * asker, 200 + 100 * asker))))
                    .toList();
            assertThat(missed).allSatisfy(count -> assertThat(count.get()).isZero());
        }
    }

    /** The number of users who read as offline right after their request, while others are written. */
    private long missed(List<UserId> users) {
        return users.stream()
                .filter(user -> {
                    presence.online(List.of(user)); // caches the state before the request
                    presence.touch(user);
                    boolean inFull = user.value() % 2 == 0;
                    return !(inFull
                            ? presence.of(user).online()
                            : !presence.online(List.of(user)).isEmpty());
                })
                .count();
    }

    @Test
    void whatWasTouchedIsWrittenWhenItIsClosed() {
        tellScripts();
        List<UserId> users = CROWD.subList(0, 400);
        try (RedisConnection redis = RedisConnection.open(RedisSettings.of(URL));
                RedisPresence closed = new RedisPresence(redis, prefix, clock)) {
            users.forEach(closed::touch);
        }

        assertThat(otherNode.online(users)).containsExactlyInAnyOrderElementsOf(users);
    }

    @Test
    @Tag("P1")
    void whoLeavesRightAfterARequestWasSeenLastWhenTheyLeft() {
        UserId user = new UserId(13);
        presence.connected(List.of(user));
        presence.touch(user);
        clock.pass(Duration.ofMillis(5));
        Instant end = clock.instant();
        presence.disconnected(user);
        presence.close();

        assertThat(otherNode.of(user)).isEqualTo(new PresenceStatus(true, end));
    }

    @Test
    @Tag("L2")
    void aRedisThatForgotTheScriptsIsToldThemAgain() {
        UserId user = new UserId(10);
        REDIS.call(RedisAsyncCommands::scriptFlush);
        presence.touch(user);
        await().untilAsserted(
                        () -> assertThat(otherNode.of(user)).isEqualTo(new PresenceStatus(true, clock.instant())));

        clock.pass(Duration.ofMinutes(2));
        presence.connected(List.of(user));
        await().until(() -> otherNode.of(user).online());
        REDIS.call(RedisAsyncCommands::scriptFlush);
        presence.disconnected(user);
        await().until(() -> !otherNode.of(user).online());
    }

    @Test
    @Tag("L2")
    void whatIsToldLeavesRoomForWhatIsAsked() {
        UserId late = new UserId(11);
        try (RedisConnection narrow = narrow()) {
            String[] list = {prefix};
            narrow.sendAndForget(commands -> commands.blpop(1, list));
            int told = 0;
            while (narrow.sendAndForget(RedisAsyncCommands::ping)) {
                told++;
            }
            assertThat(told).isEqualTo(31);
            try (RedisPresence crowded = new RedisPresence(narrow, prefix, clock)) {
                crowded.touch(late);
                assertThat(narrow.trouble("probe")).isEmpty();
            }
        }
        assertThat(otherNode.of(late).online()).isTrue();
    }

    /** Loads the scripts; until Redis has them, the first writes are delayed. */
    private void tellScripts() {
        UserId user = new UserId(1);
        presence.touch(user);
        await("Redis has the scripts").until(() -> presence.of(user).online());
    }

    /** A connection for 64 concurrent commands, patient on a busy machine. */
    private static RedisConnection narrow() {
        return RedisConnection.open(new RedisSettings(URL, Duration.ofSeconds(10)), 64);
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

            assertThat(blind.of(new UserId(9))).isEqualTo(PresenceStatus.UNKNOWN);
        }
    }
}
