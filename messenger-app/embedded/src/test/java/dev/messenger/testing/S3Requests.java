package dev.messenger.testing;

import dev.messenger.embedded.StoreCoordinates;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signed URLs of an S3 store, independent of the code under test. */
public final class S3Requests {

    private static final Duration VALIDITY = Duration.ofMinutes(10);

    private S3Requests() {}

    /**
     * A URL that is valid for ten minutes, for one method on one path with exactly these headers.
     *
     * @param path such as {@code /bucket/key}, with an optional query
     * @param signedHeaders headers that the request must carry unchanged
     */
    public static URI presign(StoreCoordinates store, String method, String path, Map<String, String> signedHeaders) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.valueOf(method)).uri(URI.create(store.endpoint() + path));
        signedHeaders.forEach(request::putHeader);
        return AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(AwsCredentialsIdentity.create(store.accessKey(), store.secretKey()))
                        .request(request.build())
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, store.region())
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, VALIDITY)
                        .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false))
                .request()
                .getUri();
    }
}
