package dev.messenger.adapter.s3;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * The address of the store, and how to sign requests to it. The key needs the rights to list the bucket (without it the store does
 * not distinguish missing objects from forbidden ones), to get, put and delete its objects, and to create the bucket if missing.
 *
 * @param endpoint the address for this server, such as {@code http://127.0.0.1:9000}
 * @param publicUrl the address for clients, which links contain
 * @param secretKey never logged
 * @param region to sign for, such as {@code us-east-1}
 * @param pathStyle whether the bucket is the first part of the path or, in virtual-host style, of the host
 */
public record S3Settings(
        URI endpoint,
        URI publicUrl,
        String accessKey,
        String secretKey,
        String bucket,
        String region,
        boolean pathStyle) {

    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]");

    /** @throws IllegalArgumentException when an address or the name of the bucket is invalid; the message says which */
    public S3Settings {
        requireOrigin("the store's endpoint", endpoint);
        requireOrigin("the store's public URL", publicUrl);
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException(
                    "a bucket is named by 3 to 63 letters, digits, dots, dashes and underscores, got " + bucket);
        }
    }

    /** Settings with one address for clients and this server, and the bucket in the path, as every S3 store supports. */
    public static S3Settings pathStyle(URI endpoint, String accessKey, String secretKey, String bucket, String region) {
        return new S3Settings(endpoint, endpoint, accessKey, secretKey, bucket, region, true);
    }

    /** Omits the keys. */
    @Override
    public String toString() {
        return "S3Settings[%s, public %s, bucket %s, region %s, %s style]"
                .formatted(endpoint, publicUrl, bucket, region, pathStyle ? "path" : "virtual-host");
    }

    /** Refuses a path: a proxy that removes it would break the signature of every link. */
    private static void requireOrigin(String what, URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        String path = url.getRawPath();
        boolean bare = url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null
                && (path == null || path.isEmpty() || path.equals("/"));
        if (!http || url.getHost() == null || !bare) {
            throw new IllegalArgumentException(what + " looks like http://host:port or https://host, without a path");
        }
    }
}
