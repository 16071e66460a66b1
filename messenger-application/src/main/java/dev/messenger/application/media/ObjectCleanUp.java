package dev.messenger.application.media;

import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.media.port.ObjectRemovals;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Removes objects that are of no use any more from the store: uploads that were never attached, files of deleted messages,
 * replaced avatars (rule D6). To be run again and again, on as many nodes as there are.
 */
public final class ObjectCleanUp {

    private static final int BATCH = 100;

    /** When an object is tried again whose removal was begun and never reported, as the node died or the store was away. */
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final ObjectRemovals removals;
    private final MediaStorage storage;
    private final InstantSource clock;

    public ObjectCleanUp(ObjectRemovals removals, MediaStorage storage, InstantSource clock) {
        this.removals = removals;
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * Removes all that is due.
     *
     * @return how many objects
     * @throws Unavailable when the store does not answer: what is left is for a later run
     */
    public int run() {
        int seen;
        do {
            seen = removals.collect(clock.instant(), BATCH);
        } while (seen == BATCH);
        int removed = 0;
        List<ObjectKey> taken;
        do {
            taken = takeBatch();
            for (ObjectKey key : taken) {
                storage.remove(key);
                removals.removed(key, clock.instant());
                removed++;
            }
        } while (taken.size() == BATCH);
        return removed;
    }

    private List<ObjectKey> takeBatch() {
        Instant now = clock.instant();
        return removals.take(now, now.plus(RETRY_AFTER), BATCH);
    }
}
