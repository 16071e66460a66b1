package dev.messenger.application.media.port;

import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The object store. Links are made without asking it. Thread-safe. */
public interface MediaStorage {

    /**
     * A link under which one object of exactly this type and size can be put, once (rule D1).
     *
     * @param size in bytes
     * @param validFor until when the link is good
     */
    UploadLink uploadLink(ObjectKey key, MediaType type, long size, Duration validFor);

    /** The plain address of an object: what a client quotes when it attaches it. It gives no access. */
    URI address(ObjectKey key);

    /** The object that an address, or a download link of it, stands for; empty when it is none of this bucket. */
    Optional<ObjectKey> keyOf(String url);

    /** A link under which the object is served for a while, as a download of the declared type (rule D4). */
    URI downloadLink(ObjectKey key, MediaType type, Duration validFor);

    /**
     * What is stored under a key, or empty.
     *
     * @throws Unavailable when the store does not answer (rule D5)
     */
    Optional<StoredObject> find(ObjectKey key);

    /**
     * An object as the store has it.
     *
     * @param contentType without parameters
     * @param size in bytes
     */
    record StoredObject(String contentType, long size) {}

    /**
     * Removes an object; nothing happens when there is none.
     *
     * @throws Unavailable when the store does not answer
     */
    void remove(ObjectKey key);
}
