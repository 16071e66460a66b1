package dev.messenger.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.contracts.shared.TestClock;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("L5")
class UserCountsTest {

    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);

    private final TestClock clock = new TestClock(Instant.parse("2026-03-08T10:00:15Z"));
    private final UserCounts counts = new UserCounts(10, clock);

    @Test
    void permitsSoManyAndTellsHowManyAreLeft() {
        for (int left = 9; left >= 0; left--) {
            assertThat(counts.count(ANN)).isEqualTo(new UserCounts.Outcome(true, left, Duration.ofSeconds(45)));
        }

        assertThat(counts.count(ANN).isWithin()).isFalse();
        assertThat(counts.count(ANN).remaining()).isZero();
        assertThat(counts.count(BOB).isWithin()).as("another user").isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 30, 44, 50, 59, 75, 100})
    void aRefusedRequestPassesAtTheTimeThatItIsToldAndNoSooner(int secondsLater) {
        use(7);
        clock.pass(Duration.ofSeconds(secondsLater));
        use(10);
        UserCounts.Outcome refused = counts.count(ANN);
        assertThat(refused.isWithin()).isFalse();

        clock.pass(refused.reset().minusMillis(1));
        assertThat(counts.count(ANN).isWithin()).as("a moment before").isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(counts.count(ANN).isWithin()).as("at the time").isTrue();
    }

    @Test
    void theLastMinuteCountsLessAndLess() {
        use(10);
        clock.pass(Duration.ofSeconds(45));
        assertThat(counts.count(ANN).isWithin()).as("the minute has just ended").isFalse();
        clock.pass(Duration.ofSeconds(30));

        assertThat(use(10)).as("half a minute later").isEqualTo(5);
    }

    @Test
    void afterTwoMinutesNothingCounts() {
        use(10);
        clock.pass(Duration.ofMinutes(2));

        assertThat(use(11)).isEqualTo(10);
    }

    @Test
    void aClockThatIsSetBackCountsOn() {
        use(9);
        clock.pass(Duration.ofMinutes(-5));

        assertThat(use(5)).isEqualTo(1);
    }

    @Test
    void ofManyAtOnceSoManyPass() {
        assertThat(Together.succeed(16, number -> counts.count(ANN).isWithin()))
                .filteredOn(isWithin -> isWithin)
                .hasSize(10);
    }

    private int use(int times) {
        int passed = 0;
        for (int i = 0; i < times; i++) {
            passed += counts.count(ANN).isWithin() ? 1 : 0;
        }
        return passed;
    }
}
