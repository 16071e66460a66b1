package dev.messenger.adapter.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.media.port.UploadLink;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links and addresses, for which no store is needed. */
@Tag("D1")
class S3MediaStorageTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ObjectKey KEY = new ObjectKey("uploads/abcdefghijklmnop.png");

    private final S3MediaStorage storage = storage("http://store:9000", "https://files.example.org", true);

    @AfterEach
    void close() {
        storage.close();
    }

    @ParameterizedTest
    @CsvSource({
        "http://store:9000, true, http://store:9000/media/uploads/abcdefghijklmnop.png",
        "http://store:9000/, true, http://store:9000/media/uploads/abcdefghijklmnop.png",
        "HTTPS://Store:443, true, https://store/media/uploads/abcdefghijklmnop.png",
        "http://store:80, true, http://store/media/uploads/abcdefghijklmnop.png",
        "https://store:80, true, https://store:80/media/uploads/abcdefghijklmnop.png",
        "http://[::1]:9000, true, http://[::1]:9000/media/uploads/abcdefghijklmnop.png",
        "https://store, false, https://media.store/uploads/abcdefghijklmnop.png",
        "http://store:9000, false, http://media.store:9000/uploads/abcdefghijklmnop.png"
    })
    void anAddressConsistsOfPublicUrlBucketAndKey(String publicUrl, boolean pathStyle, String address) {
        try (S3MediaStorage here = storage("http://elsewhere:1", publicUrl, pathStyle)) {
            assertThat(here.address(KEY)).hasToString(address);
            assertThat(here.keyOf(address)).contains(KEY);
            URI download = here.downloadLink(KEY, MediaType.PNG, HOUR);
            assertThat(download.toString()).startsWith(address + "?");
            assertThat(here.keyOf(download.toString())).contains(KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://files.example.org/media/uploads/abcdefghijklmnop.png",
                "https://files.example.org:443/media/uploads/abcdefghijklmnop.png",
                "HTTPS://FILES.example.org/media/uploads/abcdefghijklmnop.png",
                "https://files.example.org/media/uploads/abcdefghijklmnop.png?X-Amz-Signature=x",
                "http://store:9000/media/uploads/abcdefghijklmnop.png",
                "http://store:9000/media/uploads/abcdefghijklmnop.png?X-Amz-Signature=x"
            })
    @Tag("D2")
    void anAddressIsKnownByPublicUrlAndEndpoint(String url) {
        assertThat(storage.keyOf(url)).contains(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "uploads/abcdefghijklmnop.png",
                "/media/uploads/abcdefghijklmnop.png",
                "//files.example.org/media/uploads/abcdefghijklmnop.png",
                "http://files.example.org/media/uploads/abcdefghijklmnop.png",
                "https://store:9000/media/uploads/abcdefghijklmnop.png",
                "http://store/media/uploads/abcdefghijklmnop.png",
                "http://store:9001/media/uploads/abcdefghijklmnop.png",
                "http://store:99999/media/uploads/abcdefghijklmnop.png",
                "http://user@store:9000/media/uploads/abcdefghijklmnop.png",
                "http://store:9000@evil.example/media/uploads/abcdefghijklmnop.png",
                "https://files.example.org.evil.example/media/uploads/abcdefghijklmnop.png",
                "https://evil.example/media/uploads/abcdefghijklmnop.png?https://files.example.org",
                "https://media.files.example.org/uploads/abcdefghijklmnop.png",
                "https://files.example.org/media/uploads/abcdefghijklmnop.png#fragment",
                "https://files.example.org/Media/uploads/abcdefghijklmnop.png",
                "https://files.example.org/other/uploads/abcdefghijklmnop.png",
                "https://files.example.org/media2/uploads/abcdefghijklmnop.png",
                "https://files.example.org/uploads/abcdefghijklmnop.png",
                "https://files.example.org//media/uploads/abcdefghijklmnop.png",
                "https://files.example.org/media//uploads/abcdefghijklmnop.png",
                "https://files.example.org/media/../media/uploads/abcdefghijklmnop.png",
                "https://files.example.org/media/uploads/../uploads/abcdefghijklmnop.png",
                "https://files.example.org/media/uploads%2Fabcdefghijklmnop.png",
                "https://files.example.org/media/uploads/abcdefghijklmnop.png/",
                "https://files.example.org/media/uploads/abcdefghijklmnop.png%00",
                "https://files.example.org/media/uploads/abcdefghijklmnop.png\n",
                "https://files.example.org/media/uploads/short.png",
                "https://files.example.org/media/uploads/abcdefghijklmnop",
                "https://files.example.org/media/",
                "https://files.example.org/media",
                "https://files.example.org",
                "https:files.example.org/media/uploads/abcdefghijklmnop.png",
                "https:///media/uploads/abcdefghijklmnop.png",
                "mailto:somebody@files.example.org",
                "http://[::1",
                "http://[fe80::1%25eth0]/x",
                "%",
                "%zz",
                "://",
                ":",
                "?",
                "#",
                "\u0000",
                "http://\uD800/",
                "javascript:alert(1)"
            })
    @Tag("D2")
    void whatIsNotAnAddressOfThisBucketIsNoKey(String url) {
        assertThat(storage.keyOf(url)).isEmpty();
    }

    @Test
    @Tag("D2")
    void aVeryLongAddressIsNoKey() {
        assertThat(storage.keyOf("https://files.example.org/media/uploads/" + "a".repeat(1 << 20) + ".png"))
                .isEmpty();
    }

    @Test
    void anUploadLinkBindsTypeAndSizeAndWorksOnce() {
        UploadLink link = storage.uploadLink(KEY, MediaType.PNG, 17, HOUR);

        assertThat(link.headers())
                .isEqualTo(Map.of("Content-Type", "image/png", "Content-Length", "17", "If-None-Match", "*"));
        assertThat(link.url().toString())
                .startsWith("https://files.example.org/media/uploads/abcdefghijklmnop.png?")
                .contains("X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bif-none-match")
                .contains("X-Amz-Expires=3600");
        assertThat(storage.uploadLink(KEY, MediaType.PNG, 18, HOUR).url())
                .as("another size is another signature")
                .isNotEqualTo(link.url());
        assertThat(storage.uploadLink(KEY, MediaType.JPEG, 17, HOUR).url())
                .as("another type is another signature")
                .isNotEqualTo(link.url());
    }

    @Test
    @Tag("D4")
    void aDownloadLinkServesADownloadOfTheDeclaredType() {
        assertThat(storage.downloadLink(KEY, MediaType.PLAIN_TEXT, HOUR).toString())
                .contains("response-content-disposition=attachment")
                .contains("response-content-type=text%2Fplain");
    }

    @Test
    @Tag("A10")
    void theSecretKeyIsInNoLink() {
        assertThat(storage.uploadLink(KEY, MediaType.PNG, 17, HOUR).url().toString())
                .doesNotContain("secret");
    }

    @Test
    @Tag("D8")
    void withoutRoomThereIsNoLink() {
        try (S3MediaStorage small = new S3MediaStorage(
                settings("http://store:9000", "http://store:9000", true), CLOCK, bytes -> bytes <= 10)) {
            assertThat(small.uploadLink(KEY, MediaType.PNG, 10, HOUR)).isNotNull();
            assertThatThrownBy(() -> small.uploadLink(KEY, MediaType.PNG, 11, HOUR))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            refused -> assertThat(refused.code()).isEqualTo("storage_full"));
        }
    }

    private static S3MediaStorage storage(String endpoint, String publicUrl, boolean pathStyle) {
        return new S3MediaStorage(settings(endpoint, publicUrl, pathStyle), CLOCK);
    }

    private static S3Settings settings(String endpoint, String publicUrl, boolean pathStyle) {
        return new S3Settings(
                URI.create(endpoint), URI.create(publicUrl), "key", "secret", "media", "us-east-1", pathStyle);
    }
}
