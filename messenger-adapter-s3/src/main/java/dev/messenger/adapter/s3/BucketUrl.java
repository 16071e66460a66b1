package dev.messenger.adapter.s3;

import dev.messenger.domain.media.ObjectKey;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The address of a bucket, to which a key is appended.
 *
 * @param scheme in lower case
 * @param host in lower case
 * @param port always set
 * @param path begins and ends with a slash
 */
record BucketUrl(String scheme, String host, int port, String path) {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** @param origin scheme, host and optional port */
    static BucketUrl of(URI origin, String bucket, boolean pathStyle) {
        String scheme = origin.getScheme().toLowerCase(Locale.ROOT);
        String host = origin.getHost().toLowerCase(Locale.ROOT);
        int port = portOf(origin);
        return pathStyle
                ? new BucketUrl(scheme, host, port, "/" + bucket + "/")
                : new BucketUrl(scheme, bucket.toLowerCase(Locale.ROOT) + "." + host, port, "/");
    }

    /** The address of an object; its key consists of characters that need no escape. */
    URI address(ObjectKey key) {
        return URI.create(root() + key.value());
    }

    /** The address of the bucket itself, with a slash at its end. */
    URI root() {
        String authority = port == defaultPort(scheme) ? host : host + ":" + port;
        return URI.create(scheme + "://" + authority + path);
    }

    /** The key in an address of this bucket, whatever its query; empty when it is any other URL. */
    Optional<ObjectKey> keyOf(URI url) {
        boolean here = scheme.equalsIgnoreCase(url.getScheme())
                && host.equalsIgnoreCase(url.getHost())
                && port == portOf(url)
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null;
        return here && url.getRawPath().startsWith(path)
                ? Optional.of(url.getRawPath().substring(path.length()))
                        .filter(ObjectKey::matches)
                        .map(ObjectKey::new)
                : Optional.empty();
    }

    private static int portOf(URI url) {
        return url.getPort() == -1 ? defaultPort(url.getScheme()) : url.getPort();
    }

    private static int defaultPort(String scheme) {
        return scheme.equalsIgnoreCase("https") ? HTTPS_PORT : HTTP_PORT;
    }
}
