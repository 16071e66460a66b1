package dev.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @Test
    void theProgramsOfThisPlatformAreOnTheClassPath() {
        Platform platform = Platform.current();

        assertThat(PlatformTest.class.getResource("/" + platform.postgres())).isNotNull();
        assertThat(PlatformTest.class.getResource("/" + platform.redis())).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, postgres-linux-arm_64.txz",
        "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, postgres-darwin-arm_64.txz"
    })
    void eachPlatformHasProgramsOfItsOwn(String os, String processor, String postgres) {
        Platform platform = Platform.of(os, processor);

        assertThat(platform.postgres()).isEqualTo(postgres);
        assertThat(PlatformTest.class.getResource("/" + platform.redis())).isNotNull();
    }

    @Test
    void anUnknownPlatformIsRefusedByName() {
        assertThatThrownBy(() -> Platform.of("Windows 11", "amd64"))
                .isInstanceOf(ServiceFailure.class)
                .hasMessageContaining("Windows 11 on amd64");
    }
}
