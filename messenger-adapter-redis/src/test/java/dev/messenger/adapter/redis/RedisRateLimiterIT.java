package dev.messenger.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.contracts.shared.RateLimiterContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.testing.TestRedis;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L1")
class RedisRateLimiterIT implements RateLimiterContract {

    /** Moves all counted attempts into the past, since Redis uses its own clock. */
    private static final String AGE = """
            for _, key in ipairs(redis.call('KEYS', ARGV[1])) do
              local left = redis.call('PTTL', key) - ARGV[2] / 1000
              if left <= 0 then
                redis.call('DEL', key)
              elseif redis.call('TYPE', key).ok == 'string' then
                local moment, attempt = string.match(redis.call('GET', key), '^(%d+) (.*)$')
                redis.call('SET', key, string.format('%.0f', moment - ARGV[2]) .. ' ' .. attempt, 'PX', string.format('%.0f', left))
              else
                for _, member in ipairs(redis.call('ZRANGE', key, 0, -1)) do
                  redis.call('ZINCRBY', key, -ARGV[2], member)
                end
                redis.call('PEXPIRE', key, string.format('%.0f', left))
              end
            end""";

    private static RedisConnection redis;

    private final String prefix = Unique.name("test");
    private final RateLimiter limiter = new RedisRateLimiter(redis, prefix);

    @BeforeAll
    static void connect() {
        redis = RedisConnection.open(RedisSettings.of(TestRedis.fresh()));
    }

    @AfterAll
    static void disconnect() {
        redis.close();
    }

    @Override
    public RateLimiter limiter() {
        return limiter;
    }

    @Override
    public void pass(Duration time) {
        String micros = Long.toString(time.dividedBy(ChronoUnit.MICROS.getDuration()));
        redis.call(commands -> commands.eval(AGE, ScriptOutputType.STATUS, new String[0], keysOfThisTest(), micros));
    }

    @Test
    void nodesShareALimit() {
        RateLimiter otherNode = new RedisRateLimiter(redis, prefix);
        Limit limit = limit(8, Duration.ofMinutes(1));
        long passed = Together.run(16, i -> (i % 2 == 0 ? limiter : otherNode).take(List.of(limit), 1)).stream()
                .filter(Together.Outcome::succeeded)
                .count();

        assertThat(passed).as("16 at once on two nodes against 8 permits").isEqualTo(8);
    }

    @Test
    void attemptsAtOnceAreDecidedEachByItself() {
        Limit exhausted = limit(1, Duration.ofMinutes(1));
        limiter.take(List.of(exhausted), 1);
        List<Together.Outcome<RateLimiter.Receipt>> outcomes = Together.run(48, i -> switch (i % 3) {
            case 0 -> limiter.take(List.of(limit(3, Duration.ofMinutes(1)), limit(2, Duration.ofMinutes(1))), 2);
            case 1 -> limiter.takeOnce(List.of(limit(1, Duration.ofMinutes(1))), "attempt " + i);
            default -> limiter.take(List.of(limit(1, Duration.ofMinutes(1)), exhausted), 1);
        });

        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(outcomes.get(i).succeeded()).as("attempt " + i).isEqualTo(i % 3 != 2);
        }
    }

    @Test
    void aRetryOnAnotherNodeIsCountedOnce() {
        RateLimiter otherNode = new RedisRateLimiter(redis, prefix);
        Limit limit = limit(1, Duration.ofMinutes(1));
        limiter.takeOnce(List.of(limit), "message");

        assertThatCode(() -> otherNode.takeOnce(List.of(limit), "message")).doesNotThrowAnyException();
        assertThatThrownBy(() -> otherNode.take(List.of(limit), 1)).isInstanceOf(RateLimited.class);
    }

    @Test
    void prefixesCountApart() {
        Limit limit = limit(1, Duration.ofMinutes(1));
        limiter.take(List.of(limit), 1);

        assertThatCode(() -> new RedisRateLimiter(redis, prefix + "x").take(List.of(limit), 1))
                .doesNotThrowAnyException();
    }

    @Test
    void theLongestOfSeveralWaitsIsNamed() {
        Limit brief = limit(1, Duration.ofSeconds(10));
        Limit lasting = limit(1, Duration.ofSeconds(60));
        limiter.take(List.of(brief, lasting), 1);

        assertThat(retryAfter(() -> limiter.take(List.of(lasting, brief), 1))).isEqualTo(60);
        assertThat(retryAfter(() -> limiter.take(List.of(brief, lasting), 1))).isEqualTo(60);
    }

    @Test
    void aRetryIsToldWhenItPasses() {
        Limit knows = limit(1, Duration.ofSeconds(20));
        Limit full = limit(1, Duration.ofSeconds(60));
        limiter.takeOnce(List.of(knows), "mine");
        limiter.take(List.of(full), 1);
        pass(Duration.ofSeconds(15));

        assertThat(retryAfter(() -> limiter.takeOnce(List.of(knows, full), "mine")))
                .as("the limit that counted the attempt delays nobody, neither now nor after its window")
                .isEqualTo(45);
        pass(Duration.ofSeconds(45));
        assertThatCode(() -> limiter.takeOnce(List.of(knows, full), "mine")).doesNotThrowAnyException();
    }

    @Test
    void nothingIsKeptLongerThanItsWindow() {
        Limit limit = limit(3, Duration.ofSeconds(30));
        limiter.take(List.of(limit), 2);

        String key = onlyKey();
        Long left = redis.call(commands -> commands.pttl(key));
        assertThat(left).isBetween(1L, 30_000L);
        pass(Duration.ofSeconds(20));
        limiter.take(List.of(limit), 1);
        pass(Duration.ofSeconds(15));
        limiter.take(List.of(limit), 1);
        assertThat(entries(key)).as("attempts before the window are gone").isEqualTo(2);
    }

    @Test
    void aLogHasNoMoreEntriesThanPermits() {
        Limit limit = limit(3, Duration.ofMinutes(1));
        for (int i = 0; i < 20; i++) {
            Together.run(1, number -> limiter.take(List.of(limit), 1));
        }

        String key = onlyKey();
        assertThat(entries(key)).isEqualTo(3);
    }

    @Test
    void aLogIsTidiedLongBeforeItIsFull() {
        Limit limit = limit(1000, Duration.ofSeconds(30));
        limiter.take(List.of(limit), 100);
        pass(Duration.ofSeconds(20));
        limiter.take(List.of(limit), 1);
        pass(Duration.ofSeconds(15));
        for (int i = 0; i < 16; i++) {
            limiter.take(List.of(limit), 1);
        }

        String key = onlyKey();
        assertThat(entries(key)).as("the 100 that left are gone").isEqualTo(17);
    }

    @Test
    void aSingleAttemptIsKeptNoLongerThanItsWindow() {
        Limit limit = limit(1, Duration.ofSeconds(30));
        limiter.take(List.of(limit), 1);

        String key = onlyKey();
        Long left = redis.call(commands -> commands.pttl(key));
        assertThat(left).isBetween(1L, 30_000L);
    }

    @Test
    void aSingleAttemptLeavesItsWindowBeforeItsKeyIsGone() {
        Limit limit = limit(1, Duration.ofSeconds(30));
        limiter.takeOnce(List.of(limit), "same");
        String key = onlyKey();
        pass(Duration.ofSeconds(29));
        redis.call(commands -> commands.pexpire(key, 60_000));
        pass(Duration.ofSeconds(1));

        RateLimiter.Receipt again = limiter.takeOnce(List.of(limit), "same");
        assertThat(passes(limit)).as("the second count of the attempt").isFalse();
        again.giveBack();
        assertThat(passes(limit)).isTrue();
    }

    @Test
    void limitsOfOneAndOfManyPermitsNeverMeet() {
        Limit one = limit(1, Duration.ofMinutes(1));
        Limit many = new Limit(one.name(), one.subject(), 3, one.window());
        limiter.take(List.of(one), 1);

        assertThatCode(() -> limiter.take(List.of(many), 3))
                .as("with a changed number of permits")
                .doesNotThrowAnyException();
        assertThat(passes(one)).isFalse();
        assertThat(passes(many)).isFalse();
    }

    @Test
    void tooManyLimitsAreAMistakeOfTheCaller() {
        List<Limit> limits = IntStream.rangeClosed(1, 51)
                .mapToObj(i -> limit(i, Duration.ofMinutes(1)))
                .toList();
        assertThatThrownBy(() -> limiter.take(limits, 1)).isInstanceOf(IllegalArgumentException.class);

        List<Limit> most = limits.subList(1, 51);
        limiter.take(most, 1).giveBack();
        assertThatCode(() -> limiter.take(most, 2))
                .as("all 50 limits are returned")
                .doesNotThrowAnyException();
    }

    @Test
    @Tag("A10")
    void noTextOfASubjectOrAnAttemptGetsIntoRedis() {
        Limit limit = new Limit("duplicate-message", "17 4 my secret text", 3, Duration.ofMinutes(1));
        limiter.takeOnce(List.of(limit), "a secret attempt");

        String key = onlyKey();
        List<String> members = redis.call(commands -> commands.zrange(key, 0, -1));
        assertThat(key).contains("duplicate-message").doesNotContain("secret");
        assertThat(members).hasSize(1).noneMatch(member -> member.contains("secret"));
    }

    @Test
    @Tag("A10")
    void noTextOfASingleAttemptGetsIntoRedis() {
        Limit limit = new Limit("duplicate-message", "17 4 my secret text", 1, Duration.ofMinutes(1));
        limiter.takeOnce(List.of(limit), "a secret attempt");

        String key = onlyKey();
        String value = redis.call(commands -> commands.get(key));
        assertThat(key).contains("duplicate-message").doesNotContain("secret");
        assertThat(value).isNotEmpty().doesNotContain("secret");
    }

    @Test
    void aSubjectMayBeLongAndOfAnyText() {
        String text = "😀 \"'\\ \u0001".repeat(5000);
        Limit limit = new Limit("any", text, 1, Duration.ofMinutes(1));
        limiter.takeOnce(List.of(limit), text);

        assertThat(passes(limit)).isFalse();
        assertThat(passes(new Limit("any", text + "x", 1, Duration.ofMinutes(1))))
                .isTrue();
    }

    @Test
    void aRedisThatForgotTheScriptsIsToldThemAgain() {
        Limit limit = limit(1, Duration.ofMinutes(1));
        redis.call(commands -> commands.scriptFlush());
        RateLimiter.Receipt receipt = limiter.take(List.of(limit), 1);
        redis.call(commands -> commands.scriptFlush());
        receipt.giveBack();

        assertThat(passes(limit)).isTrue();
    }

    @Test
    void aLateGiveBackLeavesTheNextCountOfTheAttemptAlone() {
        Limit limit = limit(1, Duration.ofSeconds(10));
        RateLimiter.Receipt first = limiter.takeOnce(List.of(limit), "same");
        pass(Duration.ofSeconds(10));
        limiter.takeOnce(List.of(limit), "same");
        first.giveBack();

        assertThat(passes(limit)).as("the second count of the attempt stays").isFalse();
    }

    @Test
    void aCostBelowOneIsAMistakeOfTheCaller() {
        assertThatThrownBy(() -> limiter.take(List.of(limit(1, Duration.ofMinutes(1))), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long entries(String key) {
        return redis.call(commands -> commands.zcard(key));
    }

    private String onlyKey() {
        return redis.call(commands -> commands.keys(keysOfThisTest())).getFirst();
    }

    private String keysOfThisTest() {
        return "{" + prefix + "}*";
    }

    private static long retryAfter(Runnable attempt) {
        RateLimited refused = catchThrowableOfType(RateLimited.class, attempt::run);
        assertThat(refused).isNotNull();
        return refused.retryAfterSeconds();
    }
}
