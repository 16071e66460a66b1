package dev.messenger.application.event.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The log of events. An event is appended in the transaction of the change that it reports, so that it exists exactly when the
 * change does. Thread-safe.
 *
 * <p>Most events are for the members of their chat. An event for one user ({@link Event#onlyFor}) is stored once, addressed to
 * that user. {@code MemberRemoved} is stored a second time, addressed to the removed user, who is no longer among the members.
 * {@code ChatDeleted} is for the members at that time, who can be found as long as the event exists.
 */
public interface Outbox {

    /** Appends {@code event} to the transaction of this thread. */
    void append(Event event);

    /**
     * Calls {@code listener} after each transaction of this node that appended an event, on the thread that committed it: the
     * listener must not block. A transaction that an embedding program commits itself calls no listener.
     */
    void onAppended(Runnable listener);

    /**
     * Events by cursor. Cursors are dense numbers assigned after the commit: an event that appears later never has a smaller one,
     * whatever the order in which transactions began. A store that survives restarts leaves a gap where an epoch begins (rule R13).
     *
     * @param after the cursor of the last event read, 0 for the first
     * @return oldest first, at most {@code limit}
     */
    List<Recorded> read(long after, int limit);

    /** The cursor of the newest committed event; that behind which the first one follows when there is none yet. */
    long last();

    /**
     * The events committed after a cursor, including those that have no cursor of their own yet. Assigns no cursors and waits for
     * nobody.
     *
     * @param after an assigned cursor
     * @param limit roughly how many at most
     */
    Changes changes(long after, int limit);

    /**
     * The events that one user missed: those of chats of which they are a member, or were when the chat was deleted; changes of
     * themselves and of people with whom they have a private chat; and events addressed to them. The cost grows with the number of
     * their chats, not with events elsewhere.
     *
     * @param after exclusive bound
     * @param upTo inclusive bound
     */
    Missed missed(UserId user, long after, long upTo, int limit);

    /**
     * Deletes the oldest events, at most {@code limit} at once.
     *
     * @param appendedBefore events from this instant on stay
     * @return whether there may be more to delete
     */
    boolean trim(Instant appendedBefore, int limit);

    /**
     * An event and its cursor.
     *
     * @param id drawn on appending from the same sequence as message ids: events and messages have one order
     * @param onlyFor the one user it is addressed to; null for all whom it concerns
     */
    record Recorded(
            long cursor, long id, Event event, @Nullable UserId onlyFor) {}

    /**
     * New events.
     *
     * @param complete false when there are more than the limit: then anything may have changed
     * @param events in no particular order
     */
    record Changes(boolean complete, List<Arrived> events) {}

    /**
     * An event that may have no cursor yet.
     *
     * @param id the same before and after it gets one
     * @param cursor 0 for none yet
     * @param joined the first members of a chat that this event creates; no events of their own report them
     */
    record Arrived(long id, long cursor, Event event, Set<UserId> joined) {}

    /**
     * The events that one user missed.
     *
     * @param complete false when events behind {@code after} were trimmed, or {@code after} is a cursor of an earlier epoch (rule R13)
     * @param events oldest first
     */
    record Missed(boolean complete, List<Recorded> events) {}
}
