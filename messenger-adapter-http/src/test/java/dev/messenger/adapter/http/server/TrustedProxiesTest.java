package dev.messenger.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("L1")
class TrustedProxiesTest {

    private final TrustedProxies proxies = TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8", "::1"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    203.0.113.5 | 1.2.3.4                    | 203.0.113.5
                    10.1.2.3    | 1.2.3.4                    | 1.2.3.4
                    10.1.2.3    | 9.9.9.9, 1.2.3.4           | 1.2.3.4
                    10.1.2.3    | 1.2.3.4, 10.9.9.9          | 1.2.3.4
                    10.1.2.3    | 10.1.1.1, 10.2.2.2         | 10.1.1.1
                    10.1.2.3    | 1.2.3.4, nonsense          | 10.1.2.3
                    10.1.2.3    | 1.2.3.4, example.org, 10.5.5.5 | 10.5.5.5
                    192.0.2.7   | 1.2.3.4                    | 1.2.3.4
                    192.0.2.8   | 1.2.3.4                    | 192.0.2.8
                    11.0.0.1    | 1.2.3.4                    | 11.0.0.1
                    [::1]       | 1.2.3.4                    | 1.2.3.4
                    fd12::1     | [2001:db8::5]              | 2001:db8:0:0:0:0:0:5
                    fe80::1     | 1.2.3.4                    | fe80::1
                    10.1.2.3    | 1.2.3.4:51234              | 1.2.3.4
                    10.1.2.3    | 1.2.3.4, 10.9.9.9:80       | 1.2.3.4
                    10.1.2.3    | [2001:db8::5]:443          | 2001:db8:0:0:0:0:0:5
                    10.1.2.3    | 2001:db8::5                | 2001:db8:0:0:0:0:0:5
                    10.1.2.3    | 1.2.3.4:port               | 10.1.2.3
                    """)
    void the_client_is_the_right_most_address_that_is_no_trusted_proxy(String socket, String forwarded, String client) {
        assertThat(proxies.clientAddress(socket, List.of(forwarded), List.of())).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    for=1.2.3.4                                     | 1.2.3.4
                    proto=https;For="1.2.3.4:5000";by=10.0.0.1      | 1.2.3.4
                    for=9.9.9.9, for=1.2.3.4;host=a, for=10.0.0.9   | 1.2.3.4
                    for="[2001:db8::5]:443"                         | 2001:db8:0:0:0:0:0:5
                    for=unknown                                     | 10.0.0.1
                    for=_hidden, proto=https                        | 10.0.0.1
                    """)
    void the_standard_header_counts_where_the_usual_one_is_missing(String forwarded, String client) {
        assertThat(proxies.clientAddress("10.0.0.1", List.of(), List.of(forwarded)))
                .isEqualTo(client);
        assertThat(proxies.clientAddress("10.0.0.1", List.of("8.8.8.8"), List.of(forwarded)))
                .isEqualTo("8.8.8.8");
        assertThat(proxies.clientAddress("8.8.4.4", List.of(), List.of(forwarded)))
                .isEqualTo("8.8.4.4");
    }

    @Test
    void several_headers_count_as_one_list() {
        assertThat(proxies.clientAddress("10.0.0.1", List.of("9.9.9.9", "1.2.3.4", "10.0.0.2"), List.of()))
                .isEqualTo("1.2.3.4");
    }

    @Test
    void without_the_header_or_without_proxies_the_client_is_the_socket() {
        assertThat(proxies.clientAddress("10.0.0.1", List.of(), List.of())).isEqualTo("10.0.0.1");
        assertThat(TrustedProxies.of(List.of()).clientAddress("10.0.0.1", List.of("1.2.3.4"), List.of("for=1.2.3.4")))
                .isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8", "300.1.1.1", "::1/129", "10.0.0.0/"})
    void what_is_no_address_is_refused(String entry) {
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedProxies.of(List.of(entry)));
    }
}
