package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A stream outlives its access token, and ends with its session. */
@Tag("R15")
@Timeout(120)
class SessionEndIT {

    private static final Duration ACCESS = Duration.ofSeconds(2);
    private static final Duration REFRESH = Duration.ofSeconds(8);

    @Test
    @Tag("R4")
    void sockets_and_streams_end_with_the_session_and_not_with_the_access_token() {
        try (TestServer server = TestServer.start(Map.of(
                "ACCESS_TOKEN_TTL_SECONDS", Long.toString(ACCESS.toSeconds()),
                "REFRESH_TOKEN_TTL_SECONDS", Long.toString(REFRESH.toSeconds())))) {
            URI uri = Stream.uri(server.api());
            Person bob = server.person();
            Person ann = server.person();
            Instant signedIn = Instant.now();
            JsonNode renewed = server.api()
                    .post("/api/v1/auth/login", Map.of("email", bob.email(), "password", bob.password()))
                    .expect(200)
                    .json();
            try (Stream socket = Stream.of(uri, ann);
                    EventConnection events = EventConnection.Transport.SERVER_SENT_EVENTS.open(ann, null);
                    Stream refreshed =
                            Stream.connect(uri, "", renewed.get("access_token").asString())) {
                refreshed.await("ready");
                await().until(() -> ann.api().get("/api/v1/users/me").status() == 401);

                Person again = server.signIn(bob.username(), bob.email(), bob.password());
                again.send(again.privateChatWith(ann), "Still there?");
                socket.await("message_created");
                await().until(() -> events.events().stream()
                        .anyMatch(event -> event.get("type").asString().equals("message_created")));

                server.api()
                        .post(
                                "/api/v1/auth/refresh",
                                Map.of(
                                        "refresh_token",
                                        renewed.get("refresh_token").asString()))
                        .expect(200);
                assertThat(socket.awaitClose()).isEqualTo(4401);
                await().until(events::isShut);
                assertThat(Duration.between(signedIn, Instant.now()))
                        .isBetween(REFRESH.minusSeconds(2), REFRESH.plusSeconds(5));
                assertThat(refreshed.isClosed()).as("its session was renewed").isFalse();
                assertThat(refreshed.awaitClose()).isEqualTo(4401);
            }
        }
    }
}
