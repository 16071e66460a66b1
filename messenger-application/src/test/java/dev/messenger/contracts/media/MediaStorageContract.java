package dev.messenger.contracts.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.media.port.UploadLink;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.Unavailable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients upload and download objects through signed links alone (rules D1, D4, D5). */
@Tag("D1")
@PortContract(MediaStorage.class)
public interface MediaStorageContract {

    Duration HOUR = Duration.ofHours(1);

    /** The store under test. */
    MediaStorage storage();

    /** A store that does not answer. */
    MediaStorage silentStorage();

    /** Uploads bytes like a client, with exactly these headers; whether the store accepted them. */
    boolean put(URI url, Map<String, String> headers, byte[] bytes);

    /** Downloads an object like a client; empty when the store refused. */
    Optional<Download> get(URI url);

    /** The answer that a client received. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Download(String contentType, @Nullable String contentDisposition, byte[] bytes) {}

    @Test
    default void hasNothingThatWasNotPut() {
        ObjectKey key = key(MediaType.PNG);

        assertThat(storage().find(key)).isEmpty();
        assertThat(get(storage().downloadLink(key, MediaType.PNG, HOUR))).isEmpty();
        storage().remove(key);
    }

    @Test
    default void takesWhatWasDeclaredAndHandsItOut() {
        byte[] bytes = bytes("not really a picture");
        ObjectKey key = key(MediaType.PNG);
        UploadLink link = storage().uploadLink(key, MediaType.PNG, bytes.length, HOUR);
        assertThat(storage().find(key)).as("making a link puts nothing").isEmpty();
        assertThat(put(link.url(), link.headers(), bytes))
                .as("the declared upload")
                .isTrue();

        assertThat(storage().find(key)).contains(new MediaStorage.StoredObject("image/png", bytes.length));
        Download download =
                get(storage().downloadLink(key, MediaType.PNG, HOUR)).orElseThrow();
        assertThat(download.bytes()).as("byte for byte").isEqualTo(bytes);
    }

    @Test
    @Tag("D4")
    default void servesDownloadsOfTheDeclaredTypeNeverPages() {
        ObjectKey key = stored(MediaType.PLAIN_TEXT, bytes("<script>alert(1)</script>"));
        Download download =
                get(storage().downloadLink(key, MediaType.PLAIN_TEXT, HOUR)).orElseThrow();

        assertThat(download.contentType()).startsWith("text/plain");
        assertThat(download.contentDisposition()).startsWith("attachment");
    }

    @Test
    @Tag("D4")
    default void servesEachKeyByItsOwnLinkAlone() {
        ObjectKey mine = stored(MediaType.PNG, bytes("mine"));
        ObjectKey theirs = stored(MediaType.PNG, bytes("theirs"));
        String link = storage().downloadLink(mine, MediaType.PNG, HOUR).toString();

        assertThat(get(URI.create(link.replace(mine.value(), theirs.value()))))
                .as("a link to one object opens no other")
                .isEmpty();
        assertThat(get(storage().address(theirs)))
                .as("the plain address gives no access")
                .isEmpty();
    }

    @Test
    default void refusesAnotherType() {
        byte[] bytes = bytes("<html></html>");
        ObjectKey key = key(MediaType.PNG);
        UploadLink link = storage().uploadLink(key, MediaType.PNG, bytes.length, HOUR);
        Map<String, String> headers = new HashMap<>(link.headers());
        headers.replaceAll((name, value) -> value.equals("image/png") ? "text/html" : value);

        assertThat(headers).as("the type is among the headers").isNotEqualTo(link.headers());
        assertThat(put(link.url(), headers, bytes)).isFalse();
        assertThat(storage().find(key)).isEmpty();
    }

    @Test
    default void refusesAnotherLength() {
        ObjectKey key = key(MediaType.PNG);
        UploadLink link = storage().uploadLink(key, MediaType.PNG, 10, HOUR);
        for (int length : new int[] {0, 9, 11}) {
            Map<String, String> headers = new HashMap<>(link.headers());
            headers.replaceAll((name, value) -> name.equalsIgnoreCase("Content-Length") ? "" + length : value);
            assertThat(put(link.url(), headers, new byte[length]))
                    .as("%d bytes for 10", length)
                    .isFalse();
        }
        assertThat(storage().find(key)).isEmpty();
    }

    @Test
    default void aLinkWorksOnce() {
        ObjectKey key = key(MediaType.PNG);
        UploadLink link = storage().uploadLink(key, MediaType.PNG, 5, HOUR);
        UploadLink another = storage().uploadLink(key, MediaType.PNG, 6, HOUR);
        assertThat(put(link.url(), link.headers(), bytes("first"))).isTrue();

        assertThat(put(link.url(), link.headers(), bytes("again")))
                .as("the same link again")
                .isFalse();
        assertThat(put(another.url(), another.headers(), bytes("second")))
                .as("another link to it")
                .isFalse();
        assertThat(get(storage().downloadLink(key, MediaType.PNG, HOUR))
                        .orElseThrow()
                        .bytes())
                .as("the first object stays")
                .isEqualTo(bytes("first"));
    }

    @Test
    default void refusesAnUploadWithoutASignature() {
        ObjectKey key = key(MediaType.PNG);
        UploadLink link = storage().uploadLink(key, MediaType.PNG, 5, HOUR);

        assertThat(put(storage().address(key), link.headers(), bytes("bytes"))).isFalse();
        assertThat(storage().find(key)).isEmpty();
    }

    @Test
    default void refusesAnUploadToAnotherKey() {
        ObjectKey key = key(MediaType.PNG);
        ObjectKey other = key(MediaType.PNG);
        UploadLink link = storage().uploadLink(key, MediaType.PNG, 5, HOUR);
        URI elsewhere = URI.create(link.url().toString().replace(key.value(), other.value()));

        assertThat(elsewhere).as("the key is in the link").isNotEqualTo(link.url());
        assertThat(put(elsewhere, link.headers(), bytes("bytes"))).isFalse();
        assertThat(storage().find(other)).isEmpty();
    }

    @Test
    @Tag("D2")
    default void knowsItsOwnAddressesAgain() {
        ObjectKey key = key(MediaType.JPEG);
        String address = storage().address(key).toString();

        assertThat(storage().keyOf(address)).contains(key);
        assertThat(storage()
                        .keyOf(storage().downloadLink(key, MediaType.JPEG, HOUR).toString()))
                .as("a download link names its object, too")
                .contains(key);
    }

    @Test
    @Tag("D2")
    default void knowsNoOtherAddress() {
        ObjectKey key = key(MediaType.JPEG);
        String address = storage().address(key).toString();
        for (String other : new String[] {
            "",
            "x",
            key.value(),
            "/" + key.value(),
            "https://example.com/" + key.value(),
            "https://example.com/?x=" + address,
            "%zz",
            "http://[",
            address + "x/../../y",
            address.replace("uploads/", "uploads/../uploads/"),
            address.replace("uploads/", "backups/"),
            address.replace("://", "://user@"),
            "data:image/png;base64,AAAA",
            "\0"
        }) {
            assertThat(storage().keyOf(other)).as("'%s'", other).isEmpty();
        }
    }

    @Test
    default void removesForGood() {
        ObjectKey key = stored(MediaType.PNG, bytes("bytes"));
        storage().remove(key);

        assertThat(storage().find(key)).isEmpty();
        assertThat(get(storage().downloadLink(key, MediaType.PNG, HOUR))).isEmpty();
        storage().remove(key);
    }

    @Test
    default void ofManyUploadsAtOnceOneIsTaken() {
        ObjectKey key = key(MediaType.PNG);
        UploadLink link = storage().uploadLink(key, MediaType.PNG, 7, HOUR);
        List<Boolean> accepted =
                Together.succeed(6, number -> put(link.url(), link.headers(), bytes("bytes-" + number)));

        assertThat(accepted)
                .filteredOn(taken -> taken)
                .as("6 at once under one link")
                .hasSize(1);
        String kept = new String(
                get(storage().downloadLink(key, MediaType.PNG, HOUR))
                        .orElseThrow()
                        .bytes(),
                StandardCharsets.UTF_8);
        assertThat(kept).as("the accepted object is stored").isEqualTo("bytes-" + accepted.indexOf(true));
    }

    @Test
    @Tag("D5")
    default void saysWhenItDoesNotAnswer() {
        ObjectKey key = key(MediaType.PNG);

        assertThatThrownBy(() -> silentStorage().find(key)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> silentStorage().remove(key)).isInstanceOf(Unavailable.class);
        assertThat(silentStorage().uploadLink(key, MediaType.PNG, 1, HOUR))
                .as("links are made without asking it")
                .isNotNull();
        assertThat(silentStorage().downloadLink(key, MediaType.PNG, HOUR)).isNotNull();
    }

    private ObjectKey stored(MediaType type, byte[] bytes) {
        ObjectKey key = key(type);
        UploadLink link = storage().uploadLink(key, type, bytes.length, HOUR);
        assertThat(put(link.url(), link.headers(), bytes)).isTrue();
        return key;
    }

    private static ObjectKey key(MediaType type) {
        return ObjectKey.upload(Unique.name("contract"), type);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
