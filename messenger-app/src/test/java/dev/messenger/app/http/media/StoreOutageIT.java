package dev.messenger.app.http.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.http.media.HostileStore.Mood;
import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.app.testing.Uploading;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The server survives every failure of the store, and reports within a time limit what it cannot do. */
@Tag("D5")
@Tag("O6")
class StoreOutageIT {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G'};
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static HostileStore store;
    private static TestServer server;

    private final Person anna = server.person();
    private final Person boris = server.person();

    @BeforeAll
    static void start() {
        Map<String, String> services = new HashMap<>(TestServer.freshServices());
        store = new HostileStore(URI.create(Objects.requireNonNull(services.get("S3_ENDPOINT_URL"))));
        services.put("S3_ENDPOINT_URL", store.url().toString());
        server = TestServer.start(services, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
        store.close();
    }

    @ParameterizedTest
    @EnumSource(value = Mood.class, mode = EnumSource.Mode.EXCLUDE, names = "HONEST")
    void nothingIsHalfMadeAndEverythingElseGoesOn(Mood mood) {
        long chat = anna.privateChatWith(boris);
        long message = anna.send(chat, "look");
        Uploading picture = Uploading.done(anna, "image/png", PICTURE);
        store.become(mood);

        long start = System.nanoTime();
        Api.Response refused = picture.attachTo(message);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("until it gave up")
                .isLessThan(PATIENCE);
        assertThat(refused.expect(503).code()).isEqualTo("storage_unavailable");
        assertThat(refused.json().get("detail").asString()).isNotBlank().doesNotContain("Exception", "http://");
        assertThat(newest(chat).get("attachments")).isEmpty();
        assertThat(newest(chat).get("updated_at")).isEqualTo(newest(chat).get("created_at"));

        anna.send(chat, "never mind");
        Uploading.of(boris, "image/png", PICTURE);
        boris.api().get("/api/v1/media/chats/" + chat + "/attachments").expect(200);
        String reason = mood == Mood.SAYS_403 ? "refuses the key" : "does not answer";
        await().untilAsserted(
                        () -> { // an answer is kept for a moment
                            JsonNode readiness = readiness();
                            assertThat(readiness.get("store").booleanValue()).isFalse();
                            assertThat(readiness.get("db").booleanValue()).isTrue();
                            assertThat(readiness.get("reasons").get(0).asString())
                                    .contains(reason);
                        });

        store.become(Mood.HONEST);
        picture.attachTo(message).expect(200);
    }

    private static JsonNode readiness() {
        return server.api().get("/health/ready").expect(503).json().get("detail");
    }

    private JsonNode newest(long chat) {
        return boris.api().get("/api/v1/messages/" + chat).expect(200).json().get(0);
    }
}
