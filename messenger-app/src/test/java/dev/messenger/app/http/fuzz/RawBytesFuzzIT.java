package dev.messenger.app.http.fuzz;

import dev.messenger.app.testing.Answer;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.RawConnection;
import dev.messenger.app.testing.TestServer;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever bytes arrive, the server neither fails nor hangs, and an error is JSON. */
@Tag("C3")
@Tag("C18")
class RawBytesFuzzIT {

    private static final String PREFLIGHT = "Access-Control-Request-Method: POST\r\n\r\n";

    private static final String HTML = "/(docs|verify-email|reset-password|join)";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = Campaign.server();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void noBytesMakeTheServerFail() throws Exception {
        Person ann = server.person();
        List<byte[]> requests = requests(ann, ann.privateChatWith(server.person()));

        Campaign.run((random, count) -> {
            for (int i = 0; i < count; i++) {
                byte[] request = Mutation.of(requests.get(random.nextInt(requests.size())), random);
                try {
                    exchange(request, random);
                } catch (IOException | AssertionError wrong) {
                    throw new AssertionError("for " + shown(request), wrong);
                }
            }
        });

        server.api().get("/health/live").expect(200);
        ann.api().get("/api/v1/chats").expect(200);
    }

    /** Sends one request in one or two parts, and checks every response until the connection ends. */
    private static void exchange(byte[] request, SplittableRandom random) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            try {
                int cut = random.nextInt(4) == 0 ? random.nextInt(request.length + 1) : request.length;
                connection.send(Arrays.copyOf(request, cut));
                connection.send(Arrays.copyOfRange(request, cut, request.length));
                connection.end();
            } catch (SocketException closed) {
                return; // the server may close before it has read everything
            }
            try {
                for (Answer answer = connection.read();
                        answer != null && !answer.isStream();
                        answer = connection.read()) {
                    check(answer, request);
                }
            } catch (SocketException reset) {
                // the server closed with bytes unread
            }
        }
    }

    private static void check(Answer answer, byte[] request) {
        String fault = answer.fault();
        if (fault != null) {
            throw new AssertionError(fault + ": " + answer);
        }
        boolean mayBeHtml = new String(request, StandardCharsets.ISO_8859_1).matches("(?s).*" + HTML + ".*");
        if (answer.status() != 204 && !mayBeHtml && !answer.contentType().equals("application/json")) {
            throw new AssertionError("no JSON: " + answer);
        }
    }

    private static List<byte[]> requests(Person ann, long chat) {
        String head = "Host: localhost\r\nAuthorization: Bearer " + ann.token() + "\r\n";
        String json = "Content-Type: application/json\r\n";
        String message = "{\"chat_id\":" + chat + ",\"type\":\"text\",\"text\":\"caf\\u00e9 \\ud83d\\udc4d\"}";
        String form = "token=abc%20def&new_password=correct+horse";
        return List.of(
                        "GET /api/v1/auth/me HTTP/1.1\r\n" + head + "\r\n",
                        "GET /api/v1/messages/" + chat + "?limit=5&before_id=100 HTTP/1.1\r\n" + head + "\r\n",
                        "GET /api/v1/users/search?query=%C3%A9a&limit=20 HTTP/1.1\r\n" + head + "\r\n",
                        "GET /api/v1/nothing HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "POST /api/v1/messages HTTP/1.1\r\n" + head + json + "Content-Length: " + message.length()
                                + "\r\n\r\n" + message,
                        "POST /api/v1/messages HTTP/1.1\r\n" + head + json + "Transfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(message.length()) + "\r\n" + message + "\r\n0\r\n\r\n",
                        "PATCH /api/v1/chats/" + chat + " HTTP/1.1\r\n" + head + json
                                + "Content-Length: 13\r\n\r\n{\"title\":\"a\"}",
                        "DELETE /api/v1/contacts/1 HTTP/1.1\r\n" + head + "\r\n",
                        "POST /api/v1/auth/refresh HTTP/1.1\r\nHost: localhost\r\n" + json
                                + "Content-Length: 27\r\n\r\n{\"refresh_token\":\"a.b.c.d\"}",
                        "POST /reset-password HTTP/1.1\r\nHost: localhost\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                                + "\r\n\r\n" + form,
                        "GET /verify-email?token=abc HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n",
                        "GET /api/v1/realtime?after=1 HTTP/1.1\r\n" + head
                                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                        "GET /api/v1/events HTTP/1.1\r\n" + head + "Last-Event-ID: 3\r\n\r\n",
                        "OPTIONS /api/v1/chats HTTP/1.1\r\nHost: localhost\r\nOrigin: https://a.example\r\n"
                                + PREFLIGHT,
                        "GET /health HTTP/1.0\r\n\r\n")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static String shown(byte[] request) {
        String text = new String(request, StandardCharsets.ISO_8859_1).replaceAll("Bearer [\\w.-]{50,}", "Bearer …");
        return text.substring(0, Math.min(text.length(), 3_000));
    }
}
