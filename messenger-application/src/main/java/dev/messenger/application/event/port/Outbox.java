package dev.messenger.application.event.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what happened. An event is appended in the transaction of the change that it tells of, so that it is there
 * exactly when the change is. Thread-safe.
 *
 * <p>Most events are for the members of their chat. Those that are for one user alone ({@link Event#onlyFor}) are kept once,
 * addressed to that user. {@code MemberRemoved} is kept a second time, addressed to the removed, who cannot be found among the
 * members any more. {@code ChatDeleted} is for who are members at that moment, and can be found as long as events are kept.
 */
public interface Outbox {

    /** Appends {@code event} to the transaction of this thread. */
    void append(Event event);

    /**
     * Has {@code listener} called after each transaction on this node that appended something, on the thread that
     * committed it: it must not block. A transaction that someone else commits tells nobody.
     */
    void onAppended(Runnable listener);

    /**
     * Events by cursor: dense numbers given out after the commit, so that an event that appears later never has a
     * smaller one, whatever the order in which transactions began.
     *
     * @param after the cursor of the last event got, 0 for the first
     * @param limit at most so many
     * @return oldest first
     */
    List<Recorded> read(long after, int limit);

    /** The cursor of the newest of all events that are committed at this moment, 0 when there never was one. */
    long last();

    /**
     * What is committed at this moment behind a cursor, whether or not it has one of its own by now. It gives out no cursors,
     * and waits for nobody.
     *
     * @param after a cursor that was given out
     * @param limit at most about so many
     */
    Changes changes(long after, int limit);

    /**
     * What one user missed: events of the chats in which they are a member now, or were at the end of the chat; what changed for all
     * about themselves and those with whom they have a private chat; and what is addressed to them alone. The cost
     * grows with the number of their chats, not with what happened elsewhere.
     *
     * @param after exclusive bound
     * @param upTo inclusive bound
     * @param limit at most so many
     */
    Missed missed(UserId user, long after, long upTo, int limit);

    /**
     * Removes the oldest events, at most {@code limit} in one go.
     *
     * @param appendedBefore events of that moment and later stay
     * @return whether there may be more to remove
     */
    boolean trim(Instant appendedBefore, int limit);

    /**
     * An event and its cursor.
     *
     * @param id drawn when it was appended from where messages draw theirs: events and messages are in one order
     * @param onlyFor the one user whom it is addressed to; null when it is for all whom it concerns
     */
    record Recorded(
            long cursor, long id, Event event, @Nullable UserId onlyFor) {}

    /**
     * What is new.
     *
     * @param complete false when there is more than was asked for: nobody can tell what else
     * @param events in no particular order
     */
    record Changes(boolean complete, List<Arrived> events) {}

    /**
     * An event that may have no cursor yet.
     *
     * @param id the same before and after it got one
     * @param cursor 0 for none yet
     * @param joined who came into the chat with the event without being told of by others: members of a chat that came to be
     */
    record Arrived(long id, long cursor, Event event, Set<UserId> joined) {}

    /**
     * What one user missed.
     *
     * @param complete false when events behind {@code after} were trimmed, so that nobody can tell what was missed
     * @param events oldest first
     */
    record Missed(boolean complete, List<Recorded> events) {}
}
