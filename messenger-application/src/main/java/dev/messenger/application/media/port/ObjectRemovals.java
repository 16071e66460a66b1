package dev.messenger.application.media.port;

import dev.messenger.domain.media.ObjectKey;
import java.time.Instant;
import java.util.List;

/**
 * Finds objects without references, and tracks them until they are removed from the object store (rule D6). Files of messages and
 * avatars are references.
 *
 * <p>Any number of callers may work at once on any number of nodes: none waits for another, and no two take the same object.
 * Thread-safe.
 */
public interface ObjectRemovals {

    /**
     * Checks uploads that are unattached for {@link Upload#UNUSED_TTL} or lost a reference. Those without reference and
     * reservation stop being uploads, and are due for removal.
     *
     * @param limit how many to check at most
     * @return how many were checked; fewer than {@code limit} means that no more are due
     */
    int collect(Instant now, int limit);

    /**
     * Takes at most {@code limit} objects to remove. An object that is not reported {@link #removed} can be taken again from
     * {@code retryAt} on.
     */
    List<ObjectKey> take(Instant now, Instant retryAt, int limit);

    /**
     * Reports that an object was removed. While its upload link is valid ({@link Upload#LINK_TTL}) it could be uploaded again,
     * so it is removed once more after that.
     */
    void removed(ObjectKey key, Instant now);
}
