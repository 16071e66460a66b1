package dev.messenger.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://localhost",
                "redis://:secret@localhost:6379/3",
                "rediss://user:secret@redis.example:6380"
            })
    void urlsOfRedisAreTaken(String url) {
        assertThat(RedisSettings.of(url).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "http://localhost:6379", "redis://"})
    void otherTextIsRefused(String url) {
        assertThatThrownBy(() -> RedisSettings.of(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTimeoutIsPositive() {
        assertThatThrownBy(() -> new RedisSettings("redis://localhost", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("A10")
    void thePasswordIsNotShown() {
        assertThat(RedisSettings.of("redis://user:secret@localhost:6379/3").toString())
                .contains("localhost")
                .doesNotContain("secret");
    }
}
