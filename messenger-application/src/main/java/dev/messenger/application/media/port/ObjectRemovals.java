package dev.messenger.application.media.port;

import dev.messenger.domain.media.ObjectKey;
import java.time.Instant;
import java.util.List;

/**
 * Finds uploads that nothing refers to any more, and remembers them until the store has removed them (rule D6). Files of
 * messages refer to objects, and avatars of users and chats do.
 *
 * <p>Safe with any number of callers on any number of nodes: none waits for another, and what one has taken the others
 * leave alone. Thread-safe.
 */
public interface ObjectRemovals {

    /**
     * Looks at uploads that may be of no use: unattached for {@link Upload#UNUSED_TTL}, or no longer referred to. Those
     * that nothing refers to, and nobody has reserved, stop being uploads and are to be removed from now on.
     *
     * @param limit looks at so many at most
     * @return how many it looked at; less than {@code limit} means that no more are due
     */
    int collect(Instant now, int limit);

    /**
     * Takes objects to remove. What is not reported {@link #removed} is there to be taken again from {@code retryAt} on.
     *
     * @param limit at most so many
     */
    List<ObjectKey> take(Instant now, Instant retryAt, int limit);

    /**
     * The store has removed an object. While the link is good by which it could be put there again ({@link
     * Upload#LINK_TTL}) it is kept, to be removed once more after that.
     */
    void removed(ObjectKey key, Instant now);
}
