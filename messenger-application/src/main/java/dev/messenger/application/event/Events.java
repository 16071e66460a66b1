package dev.messenger.application.event;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.event.port.Wakeups;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * All events, for the program that embeds the messenger (rule E3). {@code Realtime} streams those that one user may see.
 * Thread-safe.
 */
public final class Events {

    /** How long events can be replayed (rule R8). */
    public static final Duration RETENTION = Duration.ofDays(7);

    /** The delay that a lost wake-up costs at most. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private static final int TRIM_BATCH = 1_000;

    private final Outbox outbox;
    private final InstantSource clock;

    public Events(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * A page of events, oldest first.
     *
     * @param after the cursor of the last event read, 0 for the first; cursors are dense, so a gap behind another one means that
     *     events were trimmed, or that a backup was restored, which does not contain what happened since
     */
    public List<Outbox.Recorded> read(long after, int limit) {
        return outbox.read(after, limit);
    }

    /** The cursor of the newest event, to begin now. */
    public long last() {
        return outbox.last();
    }

    /**
     * Starts a feed, which wakes up its followers until it is closed.
     *
     * @param nodes the other nodes; {@link Wakeups#none} for a single node
     * @param failures receives the failures of steps, which are tried again
     */
    public EventFeed feed(Wakeups nodes, Follower.Failures failures) {
        return new EventFeed(outbox, nodes, POLL_INTERVAL, failures);
    }

    /**
     * Deletes events past their retention, in batches so small that appending is hardly held up.
     *
     * @return whether there may be more
     */
    public boolean trim() {
        return outbox.trim(clock.instant().minus(RETENTION), TRIM_BATCH);
    }
}
