package dev.messenger.adapter.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;

class LinkSignerTest {

    private final LinkSigner signer = new LinkSigner(
            "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "us-east-1",
            InstantSource.fixed(Instant.parse("2013-05-24T00:00:00Z")));

    /** The example of the S3 API reference, "Authenticating Requests: Using Query Parameters". */
    @Test
    void signsTheExampleOfTheReference() {
        URI link = signer.sign(
                SdkHttpMethod.GET,
                URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
                Map.of(),
                Map.of(),
                Duration.ofDays(1));

        assertThat(link.toString())
                .startsWith("https://examplebucket.s3.amazonaws.com/test.txt?")
                .contains("X-Amz-Date=20130524T000000Z")
                .contains("X-Amz-Expires=86400")
                .contains("X-Amz-SignedHeaders=host")
                .contains("X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    @Test
    void aPartOfASecondIsRoundedUp() {
        assertThat(sign(Duration.ofMillis(1)).toString()).contains("X-Amz-Expires=1&");
        assertThat(sign(Duration.ofMillis(1001)).toString()).contains("X-Amz-Expires=2&");
        assertThat(sign(Duration.ofDays(7)).toString()).contains("X-Amz-Expires=604800&");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "P7DT0.001S"})
    void otherValiditiesAreRefused(Duration validFor) {
        assertThatThrownBy(() -> sign(validFor)).isInstanceOf(IllegalArgumentException.class);
    }

    private URI sign(Duration validFor) {
        return signer.sign(SdkHttpMethod.GET, URI.create("http://localhost/b/k"), Map.of(), Map.of(), validFor);
    }
}
