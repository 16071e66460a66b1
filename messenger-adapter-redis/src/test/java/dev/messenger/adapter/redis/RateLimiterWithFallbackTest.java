package dev.messenger.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.adapter.inmemory.shared.InMemoryRateLimiter;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L2")
class RateLimiterWithFallbackTest {

    private static final List<Limit> TWO = List.of(new Limit("test", "somebody", 2, Duration.ofHours(1)));

    private final InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // a clock that is about to overflow
    private final LimiterThatMayBeAway primary = new LimiterThatMayBeAway();
    private final RateLimiter fallback = new InMemoryRateLimiter(clock);
    private final RateLimiter limiter = new RateLimiterWithFallback(primary, fallback, nanos::get);

    /** Counts in memory, as long as it is there. */
    private final class LimiterThatMayBeAway implements RateLimiter {

        private final RateLimiter memory = new InMemoryRateLimiter(clock);
        private boolean away;
        private int asked;

        @Override
        public List<Decision> takeAll(List<Attempt> attempts) {
            ask();
            return memory.takeAll(attempts).stream().map(this::mine).toList();
        }

        private Decision mine(Decision decision) {
            return new Decision(() -> giveBack(decision.counted()), decision.refusal());
        }

        private void giveBack(Receipt receipt) {
            ask();
            receipt.giveBack();
        }

        private void ask() {
            asked++;
            if (away) {
                throw new Unavailable("away", "This limiter is away.");
            }
        }
    }

    @Test
    void theFirstLimiterCountsWhileItIsThere() {
        limiter.take(TWO, 1);
        limiter.takeOnce(TWO, "a").giveBack();
        limiter.takeOnce(TWO, "b");

        assertThatThrownBy(() -> limiter.take(TWO, 1)).isInstanceOf(RateLimited.class);
        assertThatCode(() -> fallback.take(TWO, 2))
                .as("the second one counted nothing")
                .doesNotThrowAnyException();
    }

    @Test
    void aRefusalOfTheFirstIsNotAskedOfTheSecond() {
        limiter.take(TWO, 2);

        assertThatThrownBy(() -> limiter.take(TWO, 1)).isInstanceOf(RateLimited.class);
        assertThatThrownBy(() -> limiter.takeOnce(TWO, "a")).isInstanceOf(RateLimited.class);
        assertThat(primary.asked).as("a refusal is an answer").isEqualTo(3);
    }

    @Test
    void theSecondCountsWhileTheFirstIsAway() {
        primary.away = true;
        limiter.take(TWO, 1).giveBack();
        limiter.takeOnce(TWO, "a");
        limiter.takeOnce(TWO, "a");
        limiter.take(TWO, 1);

        assertThatThrownBy(() -> limiter.take(TWO, 1)).isInstanceOf(RateLimited.class);
    }

    @Test
    void aLimiterThatIsAwayIsAskedOnceASecond() {
        primary.away = true;
        limiter.take(TWO, 1);
        limiter.take(TWO, 1);
        assertThatThrownBy(() -> limiter.take(TWO, 1)).isInstanceOf(RateLimited.class);
        assertThat(primary.asked).as("three attempts in one moment").isEqualTo(1);

        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertThatThrownBy(() -> limiter.take(TWO, 1)).isInstanceOf(RateLimited.class);
        assertThat(primary.asked).as("999 ms later").isEqualTo(1);

        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThatThrownBy(() -> limiter.take(TWO, 1)).isInstanceOf(RateLimited.class);
        assertThatThrownBy(() -> limiter.take(TWO, 1)).isInstanceOf(RateLimited.class);
        assertThat(primary.asked).as("a second later").isEqualTo(2);
    }

    @Test
    void aLimiterThatIsBackCountsAgain() {
        limiter.take(TWO, 1);
        primary.away = true;
        limiter.take(TWO, 2);
        primary.away = false;
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThatCode(() -> limiter.take(TWO, 1))
                .as("the first one counted one")
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> limiter.take(TWO, 1)).isInstanceOf(RateLimited.class);
    }

    @Test
    void whatCannotBeGivenBackHarmsNobody() {
        RateLimiter.Receipt first = limiter.take(TWO, 1);
        RateLimiter.Receipt second = limiter.take(TWO, 1);
        primary.away = true;
        int asked = primary.asked;

        assertThatCode(first::giveBack).doesNotThrowAnyException();
        assertThat(primary.asked).isEqualTo(asked + 1);
        assertThatCode(second::giveBack).doesNotThrowAnyException();
        assertThat(primary.asked).as("it is known to be away by now").isEqualTo(asked + 1);
    }
}
