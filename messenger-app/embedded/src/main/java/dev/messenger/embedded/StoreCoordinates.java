package dev.messenger.embedded;

import java.net.URI;

/**
 * The address of an S3 store and the keys that sign requests to it.
 *
 * @param endpoint such as {@code http://127.0.0.1:43210}; buckets are addressed by path
 * @param accessKey the identity to sign with
 * @param secretKey the key to sign with; never logged
 * @param bucket a bucket that exists
 * @param region the region to sign for
 */
public record StoreCoordinates(URI endpoint, String accessKey, String secretKey, String bucket, String region) {

    /** Everything but the keys. */
    @Override
    public String toString() {
        return "StoreCoordinates[" + endpoint + "/" + bucket + ", " + region + "]";
    }
}
