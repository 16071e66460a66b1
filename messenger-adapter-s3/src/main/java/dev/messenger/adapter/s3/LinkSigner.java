package dev.messenger.adapter.s3;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs links (AWS signature 4, in the query) including headers. The signer caches its key of the day, so that a link costs a few
 * hashes. Thread-safe.
 *
 * <p>The links of the MinIO client sign the host alone: with one of them a client may upload anything of any size.
 */
final class LinkSigner {

    /** The maximum that S3 accepts. */
    private static final Duration MAX_VALIDITY = Duration.ofDays(7);

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final AwsCredentialsIdentity identity;
    private final String region;
    private final InstantSource clock;

    LinkSigner(String accessKey, String secretKey, String region, InstantSource clock) {
        this.identity = AwsCredentialsIdentity.create(accessKey, secretKey);
        this.region = region;
        this.clock = clock;
    }

    /**
     * A link for one kind of request.
     *
     * @param headers that the request has to send with exactly these values
     * @param query parameters to add to the link
     * @param validFor 1 second to 7 days; rounded up to whole seconds
     */
    URI sign(
            SdkHttpMethod method,
            URI address,
            Map<String, String> headers,
            Map<String, String> query,
            Duration validFor) {
        Duration seconds = Duration.ofSeconds(validFor.plusNanos(999_999_999).toSeconds());
        if (!seconds.isPositive() || seconds.compareTo(MAX_VALIDITY) > 0) {
            throw new IllegalArgumentException("a link is valid for 1 second to 7 days, got " + validFor);
        }
        SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(method).uri(address);
        headers.forEach(request::putHeader);
        query.forEach(request::putRawQueryParameter);
        return signer.sign(signing -> signing.identity(identity)
                        .request(request.build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, seconds)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(clock.instant(), ZoneOffset.UTC)))
                .request()
                .getUri();
    }
}
