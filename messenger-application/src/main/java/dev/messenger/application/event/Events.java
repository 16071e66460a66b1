package dev.messenger.application.event;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.event.port.Wakeups;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * All that happened, for the program that embeds the messenger (rule E3). What one user may learn of it,
 * {@link dev.messenger.application.realtime.Realtime} knows. Thread-safe.
 */
public final class Events {

    /** How long events are kept for who was away (rule R8). */
    public static final Duration KEPT = Duration.ofDays(7);

    /** A wake-up that is lost costs this much at most. */
    private static final Duration FEED_PAUSE = Duration.ofMillis(500);

    private static final int TRIMMED_AT_ONCE = 1_000;

    private final Outbox outbox;
    private final InstantSource clock;

    public Events(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * What happened, oldest first, whether or not anybody follows.
     *
     * @param after the cursor of the last event got, 0 for the first; cursors are dense: a gap says that events were trimmed
     * @param limit at most so many
     */
    public List<Outbox.Recorded> read(long after, int limit) {
        return outbox.read(after, limit);
    }

    /** The cursor of the newest event, to begin now; 0 when there never was one. */
    public long last() {
        return outbox.last();
    }

    /**
     * Starts to wake up whoever follows what happens, until it is closed.
     *
     * @param nodes the other nodes; {@link Wakeups#none} for one that is alone
     * @param failures is told what went wrong in a step, which is tried again
     */
    public EventFeed feed(Wakeups nodes, Follower.Failures failures) {
        return new EventFeed(outbox, nodes, FEED_PAUSE, failures);
    }

    /**
     * Forgets events that are older than they are kept, so many at once that appending waits for a moment at most.
     *
     * @return whether there may be more
     */
    public boolean trim() {
        return outbox.trim(clock.instant().minus(KEPT), TRIMMED_AT_ONCE);
    }
}
