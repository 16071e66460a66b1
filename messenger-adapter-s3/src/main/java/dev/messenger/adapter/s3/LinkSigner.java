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
 * Signs links (AWS signature 4, in the query), headers included. The signer derives the key of a day once and keeps it, so that a
 * link costs some hashing and no more.
 *
 * <p>Why not the MinIO client's own links: they sign the host alone, so that whoever has one may put anything of any size.
 */
final class LinkSigner {

    /** The longest that a store accepts. */
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
     * @param headers that the request has to carry with these very values, besides the host
     * @param query becomes part of the link
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
            throw new IllegalArgumentException("a link is good for 1 second to 7 days, got " + validFor);
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
