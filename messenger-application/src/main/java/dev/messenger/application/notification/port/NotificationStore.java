package dev.messenger.application.notification.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.notification.NotificationType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores the notifications. Nobody is notified of their own actions or of those of a user whom they blocked. Thread-safe.
 *
 * <p>A message notifies whoever was eligible when it arrived: muting the chat, leaving it or blocking the sender later does not
 * retract a notification, and unmuting, joining or unblocking later does not add one. The notifications of messages go with their
 * chat, and with the messages that the recipient deletes for themselves or clears (rule N5). With 100,000 members, notifying all of them must not cost more than notifying a few.
 *
 * <p>The notification of a new message has the message's id. All others have the id of their event, which comes from the same
 * sequence, so that notifications of all kinds have one order.
 */
public interface NotificationStore {

    /**
     * A chat with more members is large: whether a block hides a message's notification may be decided when it is read (rule
     * N4).
     */
    int LARGE_CHAT = 200;

    /** The cursor of the last projected event, without claiming anything; 0 at the start. */
    long cursor();

    /**
     * Claims the projection until the transaction ends.
     *
     * @return the cursor of the last projected event; empty while another transaction has the claim
     */
    Optional<Long> claim();

    /** All events up to {@code cursor} are projected, and listed from now on. Requires the claim. */
    void advance(long cursor);

    /** The id and time that a notification takes from its event. */
    record Stamp(long id, Instant at) {}

    /** A new message, whose id and time its notifications take. */
    record PostedMessage(ChatId chat, MessageId message, UserId sender) {}

    /**
     * Notifies the members of new messages: those mentioned of the mention, the others of the message unless they mute the
     * chat.
     */
    void notifyOfMessages(List<PostedMessage> messages);

    /**
     * Notifies those whom an edited message newly mentions; the mention replaces their notification of the message. Those whom it does
     * not mention any more lose the mention, and get the notification of the message that it replaced.
     */
    void notifyOfEdit(Stamp stamp, ChatId chat, MessageId message);

    /** Notifies the sender of a message of a reaction, once for each user and emoji. */
    void notifyOfReaction(Stamp stamp, ChatId chat, MessageId message, UserId actor, String emoji);

    /** Takes the notification of a reaction back that was removed. */
    void takeReactionBack(ChatId chat, MessageId message, UserId actor, String emoji);

    /** Notifies the first members of a new group or channel, without its creator. */
    void notifyFirstMembers(Stamp stamp, ChatId chat, UserId creator);

    /** Notifies one user of a change in a chat. */
    void notifyMember(
            Stamp stamp, NotificationType type, UserId user, ChatId chat, UserId actor, @Nullable String detail);

    /** Deletes the notifications of a message that was deleted for everyone. */
    void deleteFor(ChatId chat, MessageId message);

    /** A page of a user's notifications, newest first; {@code before} is an exclusive bound, null for the newest. */
    List<NotificationView> list(UserId user, @Nullable Long before, int limit);

    /**
     * Deletes at most {@code limit} notifications made before an instant; those of new messages are as old as the messages.
     *
     * @return whether there may be more
     */
    boolean trim(Instant before, int limit);
}
