package dev.messenger.adapter.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a client may send at once and in the long run. */
@Tag("R11")
class LeakTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long start = System.nanoTime();
    private final Leak leak = new Leak(100, Duration.ofSeconds(10));

    @Test
    void takes_its_capacity_at_once_and_not_one_more() {
        assertThat(leak.overflowsWith(100, start)).isFalse();
        assertThat(leak.overflowsWith(1, start)).isTrue();
    }

    @Test
    void drains_evenly() {
        assertThat(leak.overflowsWith(100, start)).isFalse();
        assertThat(leak.overflowsWith(10, start + SECOND)).isFalse();
        assertThat(leak.overflowsWith(10, start + SECOND + SECOND / 2)).isTrue();
    }

    @Test
    void is_empty_after_a_while_and_saves_nothing_up() {
        assertThat(leak.overflowsWith(100, start)).isFalse();
        assertThat(leak.overflowsWith(100, start + 60 * SECOND)).isFalse();
        assertThat(leak.overflowsWith(1, start + 60 * SECOND)).isTrue();
    }
}
