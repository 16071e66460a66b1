package dev.messenger.adapter.http.server;

import static dev.messenger.adapter.http.server.ToyServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    private static ToyServer server;

    @BeforeAll
    static void start() {
        server = ToyServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String id(HttpResponse<String> response) {
        return response.headers().firstValue("X-Request-ID").orElseThrow();
    }

    @Test
    @Tag("C9")
    void a_request_keeps_the_id_that_it_brings() {
        for (String own : List.of("a", "abc-123 ~!", "x".repeat(128))) {
            assertThat(id(server.callBare("GET", "/health", null, "X-Request-ID", own)))
                    .isEqualTo(own);
        }
        HttpResponse<String> refused = server.callBare("GET", "/nothing", null, "X-Request-ID", "mine");
        assertThat(json(refused).get("request_id").stringValue())
                .isEqualTo("mine")
                .isEqualTo(id(refused));
    }

    @ParameterizedTest
    @Tag("C9")
    @ValueSource(ints = {0, 129, 1000})
    void an_id_of_the_wrong_length_is_replaced(int length) {
        assertThat(id(server.callBare("GET", "/health", null, "X-Request-ID", "x".repeat(length))))
                .startsWith("made-");
    }

    @Test
    @Tag("C9")
    void an_id_that_is_not_printable_ascii_is_replaced() {
        String response =
                server.raw("GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Request-ID: a\u00e9b\r\n\r\n");

        assertThat(response).contains("X-Request-ID: made-");
    }

    @Test
    @Tag("C9")
    void every_answer_has_an_id_of_its_own() {
        assertThat(id(server.callBare("GET", "/health", null)))
                .isNotEqualTo(id(server.callBare("GET", "/health", null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/page", "/nothing", "/fail/error", "/api/v1/toys/1"})
    void every_answer_has_the_security_headers(String path) {
        var headers = server.callBare("GET", path, null).headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'");
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @Tag("C10")
    @ValueSource(strings = {"/api/v1/toys", "/api/v1/unknown", "/health"})
    void a_preflight_of_an_allowed_origin_is_204_without_a_token(String path) {
        String response = preflight(server, path, "https://chat.example.org");

        assertThat(response)
                .startsWith("HTTP/1.1 204")
                .contains("Access-Control-Allow-Origin: https://chat.example.org\r\n")
                .contains("Access-Control-Allow-Methods: GET, POST, PUT, PATCH, DELETE\r\n")
                .contains("Access-Control-Allow-Headers: Authorization, Content-Type")
                .contains("Vary: Origin\r\n")
                .doesNotContain("Access-Control-Allow-Credentials");
    }

    @ParameterizedTest
    @Tag("C10")
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://chat.example.org.evil.example",
                "http://chat.example.org",
                "null"
            })
    void other_origins_are_told_nothing(String origin) {
        assertThat(preflight(server, "/api/v1/toys", origin))
                .startsWith("HTTP/1.1 401")
                .doesNotContain("Access-Control");
        assertThat(get(server, origin)).startsWith("HTTP/1.1 204").doesNotContain("Access-Control");
    }

    @ParameterizedTest
    @Tag("C10")
    @CsvSource({"/health", "/api/v1/toys", "/%zz"})
    void answers_to_an_allowed_origin_can_be_read_errors_included(String path) {
        String response = server.raw("GET " + path
                + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nOrigin: https://chat.example.org\r\n\r\n");

        if (!path.contains("%")) { // Jetty drops the headers after an unreadable request line
            assertThat(response).contains("Access-Control-Allow-Origin: https://chat.example.org\r\n");
            assertThat(response)
                    .contains(
                            "Access-Control-Expose-Headers: X-Request-ID, Retry-After, RateLimit-Policy, RateLimit\r\n");
        }
        assertThat(response).contains("Vary: Origin\r\n");
    }

    @Test
    @Tag("C10")
    void no_origins_means_no_cors_and_a_star_means_all() {
        try (ToyServer none = ToyServer.start(cors(Set.of()), ToyServer.endpoints());
                ToyServer all = ToyServer.start(cors(Set.of("*")), ToyServer.endpoints())) {
            assertThat(get(none, "https://chat.example.org")).doesNotContain("Access-Control", "Vary");
            assertThat(get(all, "https://any.example")).contains("Access-Control-Allow-Origin: *\r\n");
            assertThat(preflight(all, "/api/v1/toys", "https://any.example")).startsWith("HTTP/1.1 204");
        }
    }

    private static HttpSettings cors(Set<String> origins) {
        return new HttpSettings(
                "127.0.0.1",
                0,
                origins,
                TrustedProxies.of(List.of()),
                Duration.ofSeconds(1),
                ClientBounds.forHeap(256 << 20, 10_000));
    }

    private static String preflight(ToyServer server, String path, String origin) {
        return server.raw("OPTIONS " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: POST\r\n\r\n");
    }

    private static String get(ToyServer server, String origin) {
        return server.raw("GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\nOrigin: " + origin + "\r\n\r\n");
    }
}
