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
 * Removes unused objects from the object store: uploads that were never attached, files of deleted messages, replaced avatars
 * (rule D6). Runs repeatedly, on any number of nodes.
 */
public final class ObjectCleanUp {

    private static final int BATCH = 100;

    /** When a removal that was started and never reported is tried again: the node died, or the object store did not answer. */
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
     * Removes all objects that are due.
     *
     * @return the number of removed objects
     * @throws Unavailable when the object store does not answer; the rest is left to a later run
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
