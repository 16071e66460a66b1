package dev.messenger.adapter.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3SettingsTest {

    private static final URI STORE = URI.create("http://store:9000");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "store",
                "store:9000",
                "ftp://store",
                "http://store/path",
                "http://store?query",
                "http://store#fragment",
                "http://user@store",
                "http:///"
            })
    void anAddressOfAStoreIsAnHttpOrigin(String url) {
        assertThatThrownBy(() -> new S3Settings(STORE, URI.create(url), "key", "secret", "media", "us-east-1", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("public URL");
        assertThatThrownBy(() -> S3Settings.pathStyle(URI.create(url), "key", "secret", "media", "us-east-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "-media", "me/dia", "me dia", "media?", "../media"})
    void aBucketHasAPlainName(String bucket) {
        assertThatThrownBy(() -> S3Settings.pathStyle(STORE, "key", "secret", bucket, "us-east-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bucket");
    }

    @Test
    @Tag("A10")
    void theKeysAreNotShown() {
        assertThat(S3Settings.pathStyle(STORE, "access", "secret", "media", "us-east-1")
                        .toString())
                .contains("media")
                .doesNotContain("secret")
                .doesNotContain("access");
    }
}
