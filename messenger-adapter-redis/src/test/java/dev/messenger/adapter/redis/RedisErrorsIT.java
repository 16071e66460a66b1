package dev.messenger.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.messenger.adapter.inmemory.shared.InMemoryRateLimiter;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.PresenceStatus;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.domain.shared.Unavailable;
import dev.messenger.embedded.EmbeddedServices;
import dev.messenger.embedded.Selection;
import dev.messenger.embedded.StoreSettings;
import dev.messenger.testing.FreePort;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that answers with errors is a Redis that is away (rule L2): no caller fails, and readiness tells the kind of error. */
@Tag("O3")
@Tag("L2")
class RedisErrorsIT {

    private static final UserId ANNA = new UserId(1);
    private static final Limit TWO = new Limit("errors", "anna", 2, Duration.ofMinutes(10));

    @TempDir
    private static Path folder;

    private static EmbeddedServices services;
    private static RedisURI uri;
    private static RedisClient client;
    private static StatefulRedisConnection<String, String> administration;
    private static RedisCommands<String, String> admin;

    private final RedisConnection redis = RedisConnection.open(RedisSettings.of(services.redisUrl()));
    private final RedisPresence presence = new RedisPresence(redis, "errors", InstantSource.system());

    @BeforeAll
    static void start() {
        services = EmbeddedServices.start(folder, new Selection(false, true, false), StoreSettings.loopback());
        uri = RedisURI.create(services.redisUrl());
        client = RedisClient.create(uri);
        administration = client.connect();
        admin = administration.sync();
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        services.close();
    }

    @AfterEach
    void close() {
        presence.close();
        redis.close();
    }

    @Test
    void aFullRedis() {
        admin.configSet("maxmemory", "1");
        try {
            assertAway("OOM", true);
        } finally {
            admin.configSet("maxmemory", "0");
        }
        assertServes();
    }

    @Test
    void aReplica() {
        admin.replicaof("127.0.0.1", FreePort.any());
        try {
            assertAway("READONLY", true);
        } finally {
            admin.replicaofNoOne();
        }
        assertServes();
    }

    /** Answers reads with {@code MASTERDOWN}. */
    @Test
    void aReplicaWithoutItsMaster() {
        admin.configSet("replica-serve-stale-data", "no");
        admin.replicaof("127.0.0.1", FreePort.any());
        try {
            assertAway("READONLY", false);
        } finally {
            admin.replicaofNoOne();
            admin.configSet("replica-serve-stale-data", "yes");
        }
        assertServes();
    }

    @Test
    void aUserWithoutRights() {
        admin.dispatch(
                CommandType.ACL,
                new StatusOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8)
                        .add("SETUSER")
                        .add("poor")
                        .add("on")
                        .add(">poor")
                        .add("+ping")
                        .add("+hello")
                        .add("+client"));
        RedisSettings poor = RedisSettings.of("redis://poor:poor@" + uri.getHost() + ":" + uri.getPort() + "/0");
        try (RedisConnection connection = RedisConnection.open(poor);
                RedisPresence blind = new RedisPresence(connection, "errors", InstantSource.system())) {
            assertAway("NOPERM", false, connection, blind);
        }
    }

    private void assertAway(String word, boolean isReadable) {
        assertAway(word, isReadable, redis, presence);
    }

    private static void assertAway(String word, boolean isReadable, RedisConnection connection, RedisPresence blind) {
        await().until(() -> blind.trouble().orElse("").contains("it refuses: " + word));
        blind.touch(ANNA);
        blind.connected(List.of(ANNA));
        blind.disconnected(ANNA);
        if (!isReadable) {
            assertThat(blind.of(ANNA)).isEqualTo(PresenceStatus.UNKNOWN);
            assertThat(blind.online(Set.of(ANNA))).isEmpty();
        }
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> new RedisRateLimiter(connection, "errors").take(List.of(TWO), 1))
                .satisfies(e -> assertThat(e.code()).isEqualTo("redis_unavailable"));
        RateLimiter limiter = new RateLimiterWithFallback(
                new RedisRateLimiter(connection, "errors"), new InMemoryRateLimiter(InstantSource.system()));
        limiter.take(List.of(TWO), 2);
        assertThatExceptionOfType(RateLimited.class).isThrownBy(() -> limiter.take(List.of(TWO), 1));
    }

    private void assertServes() {
        await().until(() -> presence.trouble().isEmpty());
        await().until(() -> {
            presence.touch(ANNA);
            return presence.of(ANNA).online();
        });
    }
}
