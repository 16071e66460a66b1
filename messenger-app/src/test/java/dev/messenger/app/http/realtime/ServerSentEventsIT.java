package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stream as Server-Sent Events (rules R1, R2, R3). */
@Tag("R1")
@Timeout(60)
class ServerSentEventsIT {

    private static final TestServer SERVER = TestServer.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    @Tag("R2")
    void events_have_a_cursor_for_id_and_go_on_behind_the_last_one() throws Exception {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        long chat = ann.privateChatWith(bob);
        List<String> first;
        try (BufferedReader lines = follow(bob.api().request("/api/v1/events"))) {
            assertThat(event(lines)).element(1).isEqualTo("event: ready");
            ann.send(chat, "one");
            first = event(lines);
        }
        assertThat(first.get(0)).matches("id: \\d+");
        assertThat(first.get(1)).isEqualTo("event: message_created");
        assertThat(first.get(2)).startsWith("data: {\"id\":").contains("\"text\":\"one\"");

        ann.send(chat, "two");
        String id = first.get(0).substring("id: ".length());
        try (BufferedReader lines = follow(bob.api().request("/api/v1/events").header("Last-Event-ID", id))) {
            assertThat(event(lines)).element(1).isEqualTo("event: ready");
            assertThat(event(lines)).element(2).asString().contains("\"text\":\"two\"");
        }
    }

    @Test
    @Tag("C5")
    void without_a_token_it_is_401_and_a_bad_cursor_is_422() {
        assertThat(SERVER.api().get("/api/v1/events").status()).isEqualTo(401);
        Api ann = SERVER.person().api();
        assertThat(ann.get("/api/v1/events?after=x").status()).isEqualTo(422);
        assertThat(Api.send(ann.request("/api/v1/events").header("Last-Event-ID", "x"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void the_protocol_is_written_down() {
        Api.Response document = SERVER.api().get("/asyncapi.json").expect(200);
        assertThat(document.json().get("asyncapi").asString()).startsWith("3.");
        assertThat(document.json().get("components").get("messages").has("message_created"))
                .isTrue();
    }

    private static BufferedReader follow(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<java.io.InputStream> response =
                CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** The lines of the next event, without comments. */
    private static List<String> event(BufferedReader lines) throws IOException {
        List<String> event = new ArrayList<>();
        while (true) {
            String line = lines.readLine();
            if (line == null) {
                throw new AssertionError("the stream ended");
            }
            if (line.isEmpty() && !event.isEmpty()) {
                return event;
            }
            if (!line.isEmpty() && !line.startsWith(":")) {
                event.add(line);
            }
        }
    }
}
