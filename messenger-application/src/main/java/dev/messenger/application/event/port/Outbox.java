package dev.messenger.application.event.port;

import dev.messenger.domain.event.Event;
import java.util.List;

/**
 * Keeps what happened. An event is appended in the transaction of the change that it tells of, so that it is there
 * exactly when the change is. Thread-safe.
 */
public interface Outbox {

    /** Appends {@code event} to the transaction of this thread. */
    void append(Event event);

    /**
     * Events by cursor: dense numbers given out after the commit, so that an event that appears later never has a
     * smaller one, whatever the order in which transactions began.
     *
     * @param after the cursor of the last event got, 0 for the first
     * @param limit at most so many
     * @return oldest first
     */
    List<Recorded> read(long after, int limit);

    /** An event and its cursor. */
    record Recorded(long cursor, Event event) {}
}
