package dev.messenger.adapter.inmemory.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.adapter.security.Signer;
import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.media.port.UploadLink;
import dev.messenger.contracts.media.MediaStorageContract;
import dev.messenger.contracts.shared.TestClock;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.MessengerException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InMemoryMediaStorageTest implements MediaStorageContract {

    private final TestClock clock = new TestClock(Instant.parse("2026-03-08T10:00:00Z"));
    private final InMemoryMediaStorage storage = newStorage();

    @Override
    public MediaStorage storage() {
        return storage;
    }

    @Override
    public MediaStorage silentStorage() {
        InMemoryMediaStorage silent = newStorage();
        silent.answer(false);
        return silent;
    }

    @Override
    public boolean put(URI url, Map<String, String> headers, byte[] bytes) {
        try {
            storage.put(url, headers, bytes);
            return true;
        } catch (MessengerException refused) {
            return false;
        }
    }

    @Override
    public Optional<Download> get(URI url) {
        try {
            InMemoryMediaStorage.Download got = storage.get(url);
            return Optional.of(new Download(got.contentType(), got.contentDisposition(), got.bytes()));
        } catch (MessengerException refused) {
            return Optional.empty();
        }
    }

    @Test
    @Tag("D1")
    void uploadLinksEnd() {
        ObjectKey key = ObjectKey.upload("k".repeat(43), MediaType.PNG);
        UploadLink link = storage.uploadLink(key, MediaType.PNG, 3, Duration.ofMinutes(15));
        clock.pass(Duration.ofMinutes(15));
        assertThat(put(link.url(), link.headers(), new byte[3]))
                .as("at its end")
                .isFalse();

        UploadLink fresh = storage.uploadLink(key, MediaType.PNG, 3, Duration.ofMinutes(15));
        clock.pass(Duration.ofMillis(899_999));
        assertThat(put(fresh.url(), fresh.headers(), new byte[3]))
                .as("just before its end")
                .isTrue();
    }

    @Test
    @Tag("D4")
    void downloadLinksEnd() {
        ObjectKey key = ObjectKey.upload("k".repeat(43), MediaType.PNG);
        UploadLink link = storage.uploadLink(key, MediaType.PNG, 3, HOUR);
        put(link.url(), link.headers(), new byte[] {1, 2, 3});
        URI download = storage.downloadLink(key, MediaType.PNG, HOUR);
        clock.pass(HOUR.minusMillis(1));
        assertThat(get(download)).as("just before its end").isPresent();
        clock.pass(Duration.ofMillis(1));
        assertThat(get(download)).as("at its end").isEmpty();
        URI prolonged = URI.create(download.toString().replaceAll("expires=\\d+", "expires=99999999999999"));
        assertThat(get(prolonged)).as("prolonged by the client").isEmpty();
    }

    @Test
    void keepsBytesOfItsOwn() {
        byte[] bytes = {1, 2, 3};
        ObjectKey key = ObjectKey.upload("k".repeat(43), MediaType.PNG);
        UploadLink link = storage.uploadLink(key, MediaType.PNG, 3, HOUR);
        storage.put(link.url(), link.headers(), bytes);
        bytes[0] = 9;
        URI download = storage.downloadLink(key, MediaType.PNG, HOUR);
        storage.get(download).bytes()[1] = 9;

        assertThat(storage.get(download).bytes()).containsExactly(1, 2, 3);
    }

    private InMemoryMediaStorage newStorage() {
        return new InMemoryMediaStorage(new Signer("0123456789abcdef0123456789abcdef")::sign, clock);
    }
}
