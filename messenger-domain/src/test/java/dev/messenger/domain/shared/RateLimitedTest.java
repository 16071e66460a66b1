package dev.messenger.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitedTest {

    @Tag("C7")
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "999, 1", "1000, 1", "1001, 2", "59999, 60", "60000, 60"})
    void roundsUpToWholeSecondsAndAtLeastOne(long millis, long seconds) {
        RateLimited refused = new RateLimited(Duration.ofMillis(millis));

        assertThat(refused.retryAfterSeconds()).isEqualTo(seconds);
        assertThat(refused.detail()).isEqualTo("Rate limit exceeded. Retry in " + seconds + " seconds.");
    }
}
