package dev.messenger.adapter.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.Unavailable;
import dev.messenger.embedded.StoreCoordinates;
import dev.messenger.testing.Cable;
import dev.messenger.testing.TestBuckets;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An outage of the store: links still work, requests time out, and the storage recovers with the store. */
@Tag("D5")
class S3OutageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ObjectKey key = ObjectKey.upload(Unique.name("outage"), MediaType.PNG);
    private Cable cable;
    private StoreCoordinates store;

    @BeforeEach
    void plug() {
        store = TestBuckets.fresh();
        cable = Cable.to(store.endpoint());
    }

    @AfterEach
    void pull() {
        cable.close();
    }

    @Test
    void aStoreThatIsGoneIsUnavailable() {
        try (S3MediaStorage storage = storage(store.bucket())) {
            assertThat(storage.find(key)).isEmpty();
            cable.pull();
            assertUnavailableInTime(storage);

            cable.plug();
            assertThat(storage.find(key))
                    .as("the storage recovers with the store")
                    .isEmpty();
            assertThat(storage.trouble()).isEmpty();
        }
    }

    @Test
    void aStoreThatHangsIsUnavailable() {
        try (S3MediaStorage storage = storage(store.bucket())) {
            assertThat(storage.find(key)).isEmpty();
            cable.clog();
            assertUnavailableInTime(storage);
        }
    }

    @Test
    void aBucketIsMadeWhenTheStoreComesUpAfterTheServer() {
        cable.pull();
        try (S3MediaStorage storage = storage(Unique.name("late-"))) {
            storage.ensureBucket();
            assertThat(storage.trouble()).isPresent();

            cable.plug();
            await().atMost(Duration.ofSeconds(20)).until(() -> storage.trouble().isEmpty());
        }
    }

    private void assertUnavailableInTime(S3MediaStorage storage) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> storage.find(key))
                .isInstanceOfSatisfying(
                        Unavailable.class, e -> assertThat(e.code()).isEqualTo("storage_unavailable"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);

        start = System.nanoTime();
        assertThatThrownBy(() -> storage.remove(key)).isInstanceOf(Unavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        assertThat(storage.trouble()).isPresent();
        assertThat(storage.downloadLink(key, MediaType.PNG, Duration.ofHours(1)).toString())
                .as("signing a link needs no store")
                .contains(key.value());
    }

    private S3MediaStorage storage(String bucket) {
        S3Settings settings = S3Settings.pathStyle(
                URI.create("http://127.0.0.1:" + cable.port()),
                store.accessKey(),
                store.secretKey(),
                bucket,
                store.region());
        return new S3MediaStorage(settings, InstantSource.system());
    }
}
