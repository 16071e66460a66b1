package dev.messenger.app.http.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.messenger.adapter.jdbc.JdbcStore;
import dev.messenger.adapter.s3.S3MediaStorage;
import dev.messenger.adapter.s3.S3Settings;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.app.testing.Uploading;
import dev.messenger.application.media.ObjectCleanUp;
import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.contracts.shared.TestClock;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.Unavailable;
import dev.messenger.testing.Cable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Unused files disappear from the store: a server, and clean-up runs on its database and store with their own clock. */
@Tag("D6")
class CleanUpIT {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G'};
    private static final Duration DAY = Duration.ofHours(24);

    private static Map<String, String> services;
    private static TestServer server;
    private static JdbcStore store;
    private static MediaStorage storage;

    private final TestClock clock = new TestClock(Instant.now());
    private final Person anna = server.person();
    private final Person boris = server.person();

    @BeforeAll
    static void start() {
        services = TestServer.freshServices();
        server = TestServer.start(services, Map.of());
        store = JdbcStore.open(Objects.requireNonNull(services.get("DATABASE_URL")));
        storage = storage(URI.create(Objects.requireNonNull(services.get("S3_ENDPOINT_URL"))));
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    @Test
    void whatWasNotAttachedForADayIsGone() {
        long message = anna.send(anna.privateChatWith(boris), "look");
        Uploading unused = Uploading.done(anna, "image/png", PICTURE);
        Uploading attached = Uploading.done(anna, "image/png", PICTURE);
        String shown =
                attached.attachTo(message).expect(200).json().get("file_url").asString();
        clock.pass(DAY.minusMinutes(1));
        cleanUp(storage).run();
        assertThat(isStored(unused)).isTrue();

        clock.pass(Duration.ofMinutes(2));
        cleanUp(storage).run();
        assertThat(isStored(unused)).isFalse();
        assertThat(unused.attachTo(message).expect(422).json().get("detail").asString())
                .startsWith("file_url:");
        Uploading.download(shown).expect(200);
    }

    @Test
    void severalNodesRemoveEverythingOnce() {
        List<Uploading> unused = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            unused.add(Uploading.done(anna, "image/png", PICTURE));
        }
        clock.pass(DAY.plusMinutes(1));
        List<Together.Outcome<Integer>> outcomes =
                Together.run(4, number -> cleanUp(storage).run());

        assertThat(outcomes).allMatch(Together.Outcome::succeeded);
        assertThat(unused).noneMatch(CleanUpIT::isStored);
    }

    @Test
    @Tag("D5")
    void whatCannotBeRemovedNowIsRemovedWhenTheStoreIsBack() {
        Uploading unused = Uploading.done(anna, "image/png", PICTURE);
        clock.pass(DAY.plusMinutes(1));
        try (Cable cable = Cable.to(URI.create(Objects.requireNonNull(services.get("S3_ENDPOINT_URL"))))) {
            MediaStorage behind = storage(URI.create("http://127.0.0.1:" + cable.port()));
            cable.pull();
            assertThatThrownBy(() -> cleanUp(behind).run()).isInstanceOf(Unavailable.class);
            assertThat(isStored(unused)).isTrue();

            cable.plug();
            clock.pass(Duration.ofMinutes(1));
            cleanUp(behind).run();
            assertThat(isStored(unused)).isFalse();
        }
    }

    @Test
    @Tag("M8")
    void theFileOfADeletedMessageGoesByItselfUnlessAForwardHasIt() {
        long chat = anna.privateChatWith(boris);
        long message = anna.send(chat, "look");
        Uploading shared = Uploading.done(anna, "image/png", PICTURE);
        shared.attachTo(message).expect(200);
        long forwarded = anna.api()
                .post("/api/v1/messages/" + message + "/forward", Map.of("target_chat_id", boris.privateChatWith(anna)))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        long other = anna.send(chat, "another");
        Uploading alone = Uploading.done(anna, "image/png", PICTURE);
        alone.attachTo(other).expect(200);
        anna.api().delete("/api/v1/messages/" + message + "?for_all=true").expect(204);
        anna.api().delete("/api/v1/messages/" + other + "?for_all=true").expect(204);
        await().atMost(Duration.ofSeconds(40)).until(() -> !isStored(alone));
        assertThat(isStored(shared)).as("the forward has it").isTrue();

        anna.api().delete("/api/v1/messages/" + forwarded + "?for_all=true").expect(204);
        await().atMost(Duration.ofSeconds(40)).until(() -> !isStored(shared));
    }

    @Test
    @Tag("U4")
    void aReplacedAvatarGoes() {
        Uploading first = Uploading.done(anna, "image/png", PICTURE);
        Uploading second = Uploading.done(anna, "image/png", PICTURE);
        for (Uploading picture : List.of(first, second)) {
            anna.api()
                    .put("/api/v1/users/profile", Map.of("avatar_url", picture.fileUrl()))
                    .expect(200);
        }
        clock.pass(Duration.ofMinutes(2));
        cleanUp(storage).run();

        assertThat(isStored(first)).isFalse();
        clock.pass(DAY);
        cleanUp(storage).run();
        assertThat(isStored(second)).isTrue();
    }

    private ObjectCleanUp cleanUp(MediaStorage through) {
        return new ObjectCleanUp(store.ports().media().objectRemovals(), through, clock);
    }

    private static boolean isStored(Uploading uploading) {
        return storage.find(new ObjectKey(uploading.link().get("object_key").asString()))
                .isPresent();
    }

    private static MediaStorage storage(URI endpoint) {
        return new S3MediaStorage(
                S3Settings.pathStyle(
                        endpoint,
                        Objects.requireNonNull(services.get("S3_ACCESS_KEY")),
                        Objects.requireNonNull(services.get("S3_SECRET_KEY")),
                        Objects.requireNonNull(services.get("S3_BUCKET")),
                        Objects.requireNonNull(services.get("S3_REGION"))),
                InstantSource.system());
    }
}
