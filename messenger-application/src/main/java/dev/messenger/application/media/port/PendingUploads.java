package dev.messenger.application.media.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.media.ObjectKey;
import java.time.Instant;
import java.util.List;

/**
 * The uploads to which nothing refers yet: no message, and no avatar of a user or chat (rule D7). An issued upload counts with its
 * declared size, whether or not its file arrived. Thread-safe.
 */
public interface PendingUploads {

    /**
     * Locks a user until the transaction ends, so that the uploads of one user are issued one after the other, and adds up what is
     * pending.
     */
    Total lockAndCount(UserId owner);

    /**
     * The pending uploads of a user.
     *
     * @param bytes as declared
     */
    record Total(int count, long bytes) {}

    /** The bytes of all uploads of a user, pending or in use, that were not removed. The lock of {@link #lockAndCount} keeps it from growing. */
    long storedBytes(UserId owner);

    /** Pending uploads that were issued at {@code latest} or before and that nobody {@linkplain #confirm confirmed}, oldest first. */
    List<ObjectKey> unconfirmed(UserId owner, Instant latest, int limit);

    /** Records that the file of an upload is in the object store; does nothing when there is no such upload. */
    void confirm(ObjectKey key);

    /**
     * Ends an upload whose file never arrived. What a slow client may still store under its key is removed when the upload would have
     * expired (rule D6). Does nothing when there is no such upload, or something refers to it, or it is reserved ({@link
     * Attachments#reserve}).
     */
    void abandon(ObjectKey key, Instant now);
}
