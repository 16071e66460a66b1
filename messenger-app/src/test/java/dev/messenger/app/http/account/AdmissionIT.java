package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Strangers are counted by address before anything is read from them (rule L11). */
@Tag("L11")
class AdmissionIT {

    private static final Map<String, String> ONE_EACH = Map.of(
            "LOGIN_RATE_LIMIT_PER_MINUTE", "1",
            "REGISTER_RATE_LIMIT_PER_MINUTE", "1",
            "REFRESH_RATE_LIMIT_PER_MINUTE", "1",
            "RESET_RATE_LIMIT_PER_MINUTE", "1",
            "TRUSTED_PROXIES", "127.0.0.1");

    /** A path, and how many requests of one address a minute it takes. */
    private static final Map<String, Integer> PERMITS = Map.of(
            "login", 1,
            "register", 1,
            "refresh", 10,
            "verify-email", 1,
            "request-password-reset", 1,
            "reset-password", 1,
            "undo", 1);

    @Test
    void anAddressBeyondItsLimitIsAnsweredBeforeItSendsABody() throws IOException {
        try (TestServer server = TestServer.start(ONE_EACH)) {
            for (Map.Entry<String, Integer> path : PERMITS.entrySet()) {
                for (int i = 0; i < path.getValue(); i++) {
                    assertThat(post(server, path.getKey(), "203.0.113.1").status())
                            .as("request %d to %s", i, path.getKey())
                            .isEqualTo(422);
                }
                assertThat(heldBack(server, path.getKey()))
                        .as("a request to %s of which the body is held back", path.getKey())
                        .startsWith("HTTP/1.1 429 ")
                        .containsIgnoringCase("Retry-After: ");
                assertThat(post(server, path.getKey(), "203.0.113.2").status())
                        .as("another address")
                        .isEqualTo(422);
            }
        }
    }

    @Test
    void resetAndResendShareALimit() {
        try (TestServer server = TestServer.start(ONE_EACH)) {
            post(server, "request-password-reset", "203.0.113.1").expect(422);

            post(server, "resend-verification", "203.0.113.1").expect(429);
        }
    }

    @Test
    @Tag("A16")
    void aPageSaysThatThereWasTooMuch() {
        try (TestServer server = TestServer.start(ONE_EACH)) {
            for (String path : List.of("/verify-email", "/reset-password", "/undo", "/join")) {
                Map<String, String> fields = new HashMap<>(
                        Map.of("token", "x", "new_password", "correct horse", "email", "a@b.example", "password", "x"));
                form(server, path, fields);
                assertThat(form(server, path, fields).expect(200).body())
                        .as(path)
                        .contains("Rate limit exceeded");
            }
        }
    }

    private static Api.Response post(TestServer server, String path, String address) {
        return Api.send(server.api()
                .request("/api/v1/auth/" + path)
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.ofString("{}")));
    }

    private static Api.Response form(TestServer server, String path, Map<String, String> fields) {
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) ->
                body.append(name).append('=').append(value.replace(" ", "+")).append('&'));
        return Api.send(server.api()
                .request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** The head of the answer to a request whose body never comes. */
    private static String heldBack(TestServer server, String path) throws IOException {
        URI uri = server.api().request("/").build().uri();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("POST /api/v1/auth/" + path + " HTTP/1.1\r\nHost: localhost\r\n"
                                    + "X-Forwarded-For: 203.0.113.1\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 1000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                head.append(line).append('\n');
            }
            return head.toString();
        }
    }
}
