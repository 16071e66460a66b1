package dev.messenger.adapter.http.server;

import static dev.messenger.adapter.http.server.ToyServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.adapter.http.endpoint.Endpoint;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest bodies, and what becomes of larger ones. */
@Tag("C15")
class BodyLimitsTest {

    private static final int KIB = 1024;

    private static ToyServer server;

    record Note(String text) {}

    @BeforeAll
    static void start() {
        List<Endpoint> endpoints = new ArrayList<>(ToyServer.endpoints());
        endpoints.add(Endpoint.post("/open", "T", "Take a note")
                .open()
                .body(Note.class)
                .returnsNothing()
                .handle(request -> {}));
        endpoints.add(Endpoint.post("/form", "T", "Take a form")
                .open()
                .form(Note.class)
                .returnsNothing()
                .handle(request -> {}));
        endpoints.add(Endpoint.post("/closed-form", "T", "Take a form of somebody")
                .form(Note.class)
                .returnsNothing()
                .handle(request -> {}));
        server = ToyServer.start(ToyServer.settings(Duration.ofSeconds(1)), endpoints);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/toys,65536,201", "/open,16384,204", "/form,16384,204", "/closed-form,16384,204"})
    void the_largest_body_is_read_and_a_byte_more_is_413(String path, int largest, int status) {
        assertThat(post(path, declared(path, largest)).statusCode()).isEqualTo(status);
        assertThat(post(path, chunked(path, largest)).statusCode()).isEqualTo(status);
        assertTooLarge(post(path, declared(path, largest + 1)), largest);
        assertTooLarge(post(path, chunked(path, largest + 1)), largest);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_048_577, 3_000_000})
    void who_sends_far_too_much_gets_the_answer_all_the_same(int length) {
        assertTooLarge(post("/api/v1/toys", BodyPublishers.ofByteArray(new byte[length])), 64 * KIB);
        assertTooLarge(
                post("/api/v1/toys", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[length]))),
                64 * KIB);
    }

    /** Both clients wait with the body: a server that read it first would wait, too. */
    @ParameterizedTest
    @ValueSource(strings = {"Expect: 100-continue\r\n", ""})
    void a_body_is_refused_by_its_length_before_it_is_sent(String expect) {
        String response = server.rawUntil("body_too_large", """
                POST /api/v1/toys HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer toy-token\r
                Content-Type: application/json\r
                Content-Length: 2000000\r
                """ + expect + "\r\n");

        assertThat(response).startsWith("HTTP/1.1 413");
    }

    @Test
    @Tag("C5")
    void without_a_token_a_body_is_not_waited_for() {
        String response = server.rawUntil("token_missing", """
                POST /api/v1/toys HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: 2000\r
                \r
                """);

        assertThat(response).startsWith("HTTP/1.1 401");
    }

    /** 200 KB of an unwanted body are discarded, so the connection goes on; of 20 MB they are not. */
    @ParameterizedTest
    @CsvSource({"200000,true", "20000000,false"})
    void the_rest_of_a_refused_body_is_discarded_up_to_a_bound(int length, boolean goesOn) {
        String refused =
                "POST /api/v1/toys HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + length + "\r\n\r\n" + "x".repeat(length);
        String response = server.rawUntil(
                "HTTP/1.1 204", refused + "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(response.contains("HTTP/1.1 204")).isEqualTo(goesOn);
    }

    private static BodyPublisher declared(String path, int length) {
        return BodyPublishers.ofString(body(path, length));
    }

    private static BodyPublisher chunked(String path, int length) {
        return BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(body(path, length).getBytes(StandardCharsets.UTF_8)));
    }

    private static String body(String path, int length) {
        String start = path.endsWith("form") ? "text=" : "{\"chat_id\":1,\"text\":\"";
        String end = path.endsWith("form") ? "" : "\"}";
        return start + "a".repeat(length - start.length() - end.length()) + end;
    }

    private static HttpResponse<String> post(String path, BodyPublisher body) {
        String type = path.endsWith("form") ? "application/x-www-form-urlencoded" : "application/json";
        return server.send(HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer " + ToyServer.TOKEN)
                .header("Content-Type", type)
                .POST(body)
                .build());
    }

    private static void assertTooLarge(HttpResponse<String> response, int largest) {
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).get("code").stringValue()).isEqualTo("body_too_large");
        assertThat(json(response).get("detail").stringValue()).contains(largest / KIB + " KiB");
        assertThat(response.headers().firstValue("X-Request-ID")).isPresent();
    }
}
