package dev.messenger.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Errors of Jetty itself have the same JSON body as all others. */
@Tag("C3")
@Tag("C9")
@Tag("C18")
class MalformedHttpTest {

    private static ToyServer server;

    @BeforeAll
    static void start() {
        server = ToyServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("escape of no byte", 400, get("/api/v1/%zz")),
                Arguments.of("escape cut short", 400, get("/health%2")),
                Arguments.of("U+0000", 400, get("/health%00")),
                Arguments.of("no UTF-8", 400, get("/health%ff")),
                Arguments.of("encoded slash", 400, get("/api/v1/toys%2f5")),
                Arguments.of("encoded dots", 400, get("/api/v1/%2e%2e/health")),
                Arguments.of("ambiguous parameter", 400, get("/api/v1/..;/health")),
                Arguments.of("beyond the root", 400, get("/../../etc/passwd")),
                Arguments.of("empty segment", 400, get("//health")),
                Arguments.of("escaped percent sign", 400, get("/api/v1/toys/%2531")),
                Arguments.of("backslash", 400, get("/api\\v1")),
                Arguments.of("no slash", 400, get("health")),
                Arguments.of("long path", 414, get("/" + "a".repeat(20_000))),
                Arguments.of("long query", 414, get("/health?" + "a".repeat(20_000))),
                Arguments.of("long header", 431, get("/health", "X: " + "a".repeat(20_000))),
                Arguments.of("many headers", 431, get("/health", "X: aaaaaaaa\r\n".repeat(2000) + "Y: b")),
                Arguments.of("no host", 400, "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n"),
                Arguments.of("two hosts", 400, get("/health", "Host: other")),
                Arguments.of("bad host", 400, "GET /health HTTP/1.1\r\nHost: a b:c\r\nConnection: close\r\n\r\n"),
                Arguments.of("other version", 505, "GET /health HTTP/3.0\r\nHost: a\r\n\r\n"),
                Arguments.of("HTTP/2", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                Arguments.of("HTTP/0.9", 505, "GET /health\r\n"),
                Arguments.of("overlong slash", 400, get("/health%c0%af")),
                Arguments.of("surrogate in UTF-8", 400, get("/api/v1/toys/%ed%a0%80")),
                Arguments.of("fragment", 400, get("/health#x")),
                Arguments.of("target of a proxy", 400, get("http://other.example/health")),
                Arguments.of("tunnel", 405, "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n"),
                Arguments.of("all of the server", 400, get("*")),
                Arguments.of("folded header", 400, get("/health", "X: a\r\n b")),
                Arguments.of("TLS", 400, "\26\3\1\2\0\1\0\1\3"),
                Arguments.of("no HTTP", 400, "\0\1\2\3\r\n\r\n"),
                Arguments.of("no method", 400, " /health HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of("header without colon", 400, get("/health", "nonsense")),
                Arguments.of("space before colon", 400, get("/health", "X-Y : 1")),
                Arguments.of("length is no number", 400, post("Content-Length: x")),
                Arguments.of("negative length", 400, post("Content-Length: -1")),
                Arguments.of("two lengths", 400, post("Content-Length: 1\r\nContent-Length: 2")),
                Arguments.of("length and chunks", 400, post("Content-Length: 5\r\nTransfer-Encoding: chunked")),
                Arguments.of("unknown coding", 400, post("Transfer-Encoding: magic")),
                Arguments.of("bad chunk", 400, post("Transfer-Encoding: chunked") + "zz\r\nhello\r\n0\r\n\r\n"),
                Arguments.of("unknown charset", 415, body("application/json; charset=bogus")),
                Arguments.of("malformed charset", 415, body("application/json; charset=\"a b\"")),
                Arguments.of("empty charset", 415, body("application/json; charset=")),
                Arguments.of("unknown charset of a text", 415, body("text/plain; charset=bogus")),
                Arguments.of("malformed media type", 415, body("a/b/c; =; charset")),
                Arguments.of("unknown expectation", 417, post("Expect: miracles\r\nContent-Length: 0")));
    }

    private static String get(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    private static String body(String contentType) {
        return post("Content-Length: 2\r\nContent-Type: " + contentType) + "{}";
    }

    private static String post(String header) {
        return "POST /api/v1/toys HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer toy-token\r\n"
                + "Connection: close\r\n" + header + "\r\n\r\n";
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("malformed")
    void a_request_that_is_no_http_has_the_common_body(String name, int status, String request) {
        String response = server.raw(request);

        assertThat(response).as(name).startsWith("HTTP/1.1 " + status + " ");
        int gap = response.indexOf("\r\n\r\n");
        String head = response.substring(0, gap).toLowerCase(Locale.ROOT);
        JsonNode body = ToyServer.json(response.substring(gap + 4));
        assertThat(head).contains("content-type: application/json").contains("x-content-type-options: nosniff");
        assertThat(head)
                .contains(
                        "x-request-id: " + body.get("request_id").stringValue().toLowerCase(Locale.ROOT));
        assertThat(body.get("code").stringValue()).matches("[a-z_]+");
        assertThat(body.get("detail").stringValue()).doesNotContain("jetty", "Exception", "<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health%ff", "/api/v1/toys%2f5", "/api/v1/%2e%2e/health", "/%2531", "//health"})
    void a_path_that_cannot_be_read_is_told_so(String path) {
        assertThat(server.raw(get(path)))
                .startsWith("HTTP/1.1 400 ")
                .contains("The path is not valid: escape each byte");
    }

    @Test
    void options_of_the_whole_server_are_all_methods() {
        assertThat(server.raw("OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 204 ")
                .contains("Allow: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencodedx",
                "application/x-www-form-urlencoded; charset=iso-8859-1",
                "application/x-www-form-urlencoded\r\nContent-Encoding: gzip"
            })
    void a_form_in_another_coding_is_415(String type) {
        assertThat(form(type, "text=a")).startsWith("HTTP/1.1 415 ").contains("unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text=%zz", "text=%", "text=%ff", "text=%c0%80", "text=\u00ff", "%ff=a"})
    void a_form_that_is_no_utf_8_is_400_and_not_read_with_other_characters(String body) {
        assertThat(form("application/x-www-form-urlencoded", body))
                .startsWith("HTTP/1.1 400 ")
                .contains("malformed_form");
    }

    @Test
    void a_form_in_utf_8_is_read() {
        assertThat(form("application/x-www-form-urlencoded; charset=UTF-8", "text=gr%C3%BC%c3%9fe+%26+\u00c3\u00a9"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("grüße & é");
    }

    private static String form(String type, String body) {
        return server.raw("POST /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: " + type
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** The server discards the rest of a body before the response, so the connection serves the next request. */
    @Test
    void a_refusal_that_needs_no_body_leaves_the_connection_open() {
        String refused =
                "POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 200000\r\n\r\n"
                        + "x".repeat(200_000);
        String response = server.raw(refused + get("/health"));

        assertThat(response).startsWith("HTTP/1.1 405 ").contains("HTTP/1.1 204 ");
    }
}
