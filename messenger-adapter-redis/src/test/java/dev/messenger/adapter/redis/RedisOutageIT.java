package dev.messenger.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.messenger.adapter.inmemory.shared.InMemoryRateLimiter;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.domain.shared.Unavailable;
import dev.messenger.testing.Cable;
import dev.messenger.testing.TestRedis;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An outage of Redis: rate limits move to memory without delay, and back to Redis when it answers again. */
@Tag("L2")
class RedisOutageIT {

    private static final Duration BACK_WITHIN = Duration.ofSeconds(20);
    private static final String PROBE = "probe";

    private final Limit limit = new Limit("outage", Unique.name("s"), 2, Duration.ofMinutes(10));
    private final String prefix = Unique.name("test");
    private final RateLimiter memory = new InMemoryRateLimiter(InstantSource.system());
    private String direct;
    private Cable cable;

    @BeforeEach
    void plug() {
        direct = TestRedis.fresh();
        cable = Cable.to(URI.create(direct));
    }

    @AfterEach
    void pull() {
        cable.close();
    }

    @Test
    void redisGoesAndComesBack() {
        try (RedisConnection redis = openThroughCable()) {
            RateLimiter limiter = withFallback(redis);
            limiter.take(List.of(limit), 1);
            RateLimiter.Receipt receipt = limiter.takeOnce(List.of(limit), "a");
            assertThat(refuses(limiter)).as("Redis counted two of two").isTrue();

            cable.pull();
            await().atMost(BACK_WITHIN).until(() -> redis.trouble(PROBE).isPresent());
            limiter.take(List.of(limit), 1);
            limiter.takeOnce(List.of(limit), "b").giveBack();
            limiter.take(List.of(limit), 1);
            assertThat(refuses(limiter))
                    .as("the memory counted two of two, one was given back")
                    .isTrue();
            receipt.giveBack();

            cable.plug();
            await().atMost(BACK_WITHIN).until(() -> redis.trouble(PROBE).isEmpty());
            Limit wider = new Limit(limit.name(), limit.subject(), 3, limit.window());
            await("Redis counts again: it has the same two attempts as the memory, and then a third")
                    .atMost(BACK_WITHIN)
                    .until(() -> {
                        limiter.takeOnce(List.of(wider), "c");
                        return entriesInRedis(redis) == 3;
                    });
            assertThatThrownBy(() -> limiter.take(List.of(wider), 1)).isInstanceOf(RateLimited.class);
        }
    }

    @Test
    void aServerThatStartsWithoutRedisFindsItLater() {
        cable.pull();
        try (RedisConnection redis = openThroughCable()) {
            RateLimiter limiter = withFallback(redis);
            assertThat(redis.trouble(PROBE)).isPresent();
            assertThatThrownBy(() -> new RedisRateLimiter(redis, prefix).take(List.of(limit), 1))
                    .isInstanceOf(Unavailable.class);
            limiter.take(List.of(limit), 1);

            cable.plug();
            await().atMost(BACK_WITHIN).until(() -> redis.trouble(PROBE).isEmpty());
            await("Redis counts").atMost(BACK_WITHIN).until(() -> {
                limiter.takeOnce(List.of(limit), "same");
                return entriesInRedis(redis) == 1;
            });
        }
    }

    @Test
    void aRedisThatHangsCostsNobodyButAProbeItsTimeout() {
        Limit wide = new Limit("outage", Unique.name("s"), 200, Duration.ofMinutes(10));
        try (RedisConnection redis = openThroughCable()) {
            RateLimiter limiter = withFallback(redis);
            limiter.take(List.of(wide), 1);
            cable.clog();

            long start = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                limiter.take(List.of(wide), 1);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("200 attempts, of which one a second may wait 250 ms")
                    .isLessThan(Duration.ofSeconds(2));
            assertThatThrownBy(() -> limiter.take(List.of(wide), 1))
                    .as("the memory counted all of them")
                    .isInstanceOf(RateLimited.class);
        }
    }

    @Test
    void aConnectionThatFellSilentIsMadeAnew() {
        try (RedisConnection redis = openThroughCable()) {
            assertThat(redis.trouble(PROBE)).isEmpty();
            cable.clogPresent();
            assertThat(redis.trouble(PROBE)).isPresent();
            while (redis.sendAndForget(RedisAsyncCommands::ping)) {
                // as many as may be unanswered
            }

            await("a new connection replaces the broken one")
                    .atMost(BACK_WITHIN)
                    .until(() -> redis.trouble(PROBE).isEmpty());
            assertThat(redis.sendAndForget(RedisAsyncCommands::ping))
                    .as("what the old one did not answer is no burden of the new one")
                    .isTrue();
        }
    }

    @Test
    void aWrongPasswordIsARedisThatIsAway() {
        String wrong = direct.replaceFirst(":[^:@/]+@", ":wrong@");
        assertThat(wrong).as("Redis needs a password").isNotEqualTo(direct);
        try (RedisConnection redis = RedisConnection.open(RedisSettings.of(wrong))) {
            assertThat(redis.trouble(PROBE)).isPresent();
            withFallback(redis).take(List.of(limit), 2);
            assertThatThrownBy(() -> memory.take(List.of(limit), 1)).isInstanceOf(RateLimited.class);
        }
    }

    private RateLimiter withFallback(RedisConnection redis) {
        return new RateLimiterWithFallback(new RedisRateLimiter(redis, prefix), memory);
    }

    private boolean refuses(RateLimiter limiter) {
        try {
            limiter.take(List.of(limit), 1);
            return false;
        } catch (RateLimited refused) {
            return true;
        }
    }

    private long entriesInRedis(RedisConnection redis) {
        return redis.call(commands -> commands.keys("{" + prefix + "}*")).stream()
                .mapToLong(key -> redis.call(commands -> commands.zcard(key)))
                .sum();
    }

    private RedisConnection openThroughCable() {
        String url = direct.replaceFirst("[^:/@]+:\\d+/", "127.0.0.1:" + cable.port() + "/");
        return RedisConnection.open(RedisSettings.of(url));
    }
}
