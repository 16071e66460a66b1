package dev.messenger.application.media.port;

import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The object store. Links cost no round trip. Thread-safe. */
public interface MediaStorage {

    /**
     * A link that accepts one object of exactly this type and size, once (rule D1).
     *
     * @param size in bytes
     * @param validFor how long the link is valid
     * @throws Unavailable {@code storage_full} while the store has no room for the object (rule D8)
     */
    UploadLink uploadLink(ObjectKey key, MediaType type, long size, Duration validFor);

    /** The plain address of an object, which a client sends to attach it. It gives no access. */
    URI address(ObjectKey key);

    /** The key in an address or download link; empty when it is not of this bucket. */
    Optional<ObjectKey> keyOf(String url);

    /** A link that serves the object for a while, as a download of the declared type (rule D4). */
    URI downloadLink(ObjectKey key, MediaType type, Duration validFor);

    /**
     * The object under a key, or empty.
     *
     * @throws Unavailable when the object store does not answer (rule D5)
     */
    Optional<StoredObject> find(ObjectKey key);

    /**
     * A stored object.
     *
     * @param contentType without parameters
     * @param size in bytes
     */
    record StoredObject(String contentType, long size) {}

    /**
     * Removes an object; does nothing when there is none.
     *
     * @throws Unavailable when the object store does not answer
     */
    void remove(ObjectKey key);
}
