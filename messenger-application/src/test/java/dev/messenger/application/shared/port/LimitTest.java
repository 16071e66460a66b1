package dev.messenger.application.shared.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("L1")
class LimitTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.5, 203.0.113.5",
        "2001:db8:0:1:a:b:c:d, 2001:db8:0:1::/64",
        "2001:DB8:0:0001::5, 2001:db8:0:1::/64",
        "2001:db8::, 2001:db8:0:0::/64",
        "::1, 0:0:0:0::/64",
        "fe80::1%eth0, fe80:0:0:0::/64",
        "::ffff:203.0.113.5, ::ffff:203.0.113.5",
        "1:2:3, 1:2:3",
        "1::2::3, 1::2::3",
        "somewhere, somewhere"
    })
    void countsIpv6By64Bits(String address, String subject) {
        assertThat(Limit.subjectOf(address)).isEqualTo(subject);
    }
}
