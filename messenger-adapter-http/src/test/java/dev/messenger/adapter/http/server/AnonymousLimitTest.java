package dev.messenger.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.messenger.domain.shared.RateLimited;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L4")
class AnonymousLimitTest {

    private long now = Long.MAX_VALUE - 5; // nanoTime may overflow
    private final AnonymousLimit limit = new AnonymousLimit(60, () -> now);

    private int passed(String address, int attempts) {
        int passed = 0;
        for (int i = 0; i < attempts; i++) {
            try {
                limit.take(address);
                passed++;
            } catch (RateLimited refused) {
                assertThat(refused.retryAfterSeconds()).isPositive();
            }
        }
        return passed;
    }

    @Test
    void an_address_may_send_its_minute_at_once_and_then_one_after_the_other() {
        assertThat(passed("192.0.2.1", 100)).isEqualTo(60);

        now += Duration.ofMillis(1_100).toNanos();
        assertThat(passed("192.0.2.1", 100)).isEqualTo(1);

        now += Duration.ofMinutes(3).toNanos();
        assertThat(passed("192.0.2.1", 100)).isEqualTo(60);
    }

    @Test
    void the_refusal_tells_when_the_next_one_passes() {
        passed("192.0.2.1", 60);

        assertThatExceptionOfType(RateLimited.class)
                .isThrownBy(() -> limit.take("192.0.2.1"))
                .satisfies(refusal -> assertThat(refusal.retryAfterSeconds()).isEqualTo(1));
    }

    @Test
    void addresses_count_apart_and_ipv6_by_64() {
        assertThat(passed("192.0.2.1", 60)).isEqualTo(60);
        assertThat(passed("192.0.2.2", 60)).isEqualTo(60);
        assertThat(passed("2001:db8::1", 40)).isEqualTo(40);
        assertThat(passed("2001:db8::2", 40)).isEqualTo(20);
        assertThat(passed("2001:db8:0:1::2", 40)).isEqualTo(40);
    }

    @Test
    void zero_turns_it_off() {
        AnonymousLimit off = new AnonymousLimit(0, () -> now);

        assertThatCode(() -> IntStream.range(0, 1_000).forEach(i -> off.take("192.0.2.1")))
                .doesNotThrowAnyException();
    }

    @Test
    void many_addresses_are_forgotten_rather_than_stored_without_bound() {
        passed("192.0.2.1", 60);
        IntStream.range(0, 100_000).forEach(i -> limit.take("10." + i));

        assertThat(passed("192.0.2.1", 1)).isEqualTo(1);
    }
}
