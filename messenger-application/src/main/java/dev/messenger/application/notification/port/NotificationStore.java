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
 * The notifications. Nobody is told of what someone did whom they blocked, or of their own doings. Thread-safe.
 *
 * <p>Of a message is told who was to be told when it came: those who mute the chat, leave it or block its sender later keep it, and
 * those who unmute it, come (back) or unblock them later do not get it. What was told of messages goes when their chat is deleted. How it
 * is kept is up to the store; with 100,000 members, telling all of them must not cost more than telling a few.
 *
 * <p>What is told of a new message has its id. All else draws an id where messages draw theirs, so that ids are in one order.
 */
public interface NotificationStore {

    /** Chats of more members are large: in them, it may be the blocks of the moment of reading that count (rule N4). */
    int LARGE_CHAT = 200;

    /** The event up to which all was done, without claiming anything; 0 at the start. */
    long cursor();

    /**
     * Claims the work until the transaction ends.
     *
     * @return the event up to which all was done; empty while another transaction has it
     */
    Optional<Long> claim();

    /** All up to {@code cursor} was done, and is listed from now on. To be called with the work claimed. */
    void advance(long cursor);

    /** What happened when: the id of an event, which becomes that of what is told of it. */
    record Moment(long id, Instant at) {}

    /** A new message, whose id becomes that of what is told of it. */
    record Post(ChatId chat, MessageId message, UserId sender) {}

    /** Tells the members of each chat of a new message: who is mentioned of that, the others unless they muted the chat. */
    void tellOfMessages(List<Post> posts);

    /** Tells those mentioned by a message that were not told of that yet; it takes the place of what they were told of it. */
    void tellNewlyMentioned(Moment moment, ChatId chat, MessageId message);

    /** Tells the sender of a message of a reaction, once for the same one of the same user. */
    void tellOfReaction(Moment moment, ChatId chat, MessageId message, UserId actor, String emoji);

    /** Tells whom the creator of a group or channel made it with. */
    void tellFirstMembers(Moment moment, ChatId chat, UserId creator);

    /** Tells one user something about a chat. */
    void tell(Moment moment, NotificationType type, UserId user, ChatId chat, UserId actor, @Nullable String detail);

    /** Forgets what was told of a message, which is gone for everyone. */
    void forget(ChatId chat, MessageId message);

    /** A page of someone's notifications, newest first; {@code before} is an exclusive bound, null for the newest. */
    List<NotificationView> list(UserId user, @Nullable Long before, int limit);

    /**
     * Removes at most {@code limit} of those made before a moment; those of new messages are as old as the messages.
     *
     * @return whether there may be more
     */
    boolean trim(Instant before, int limit);
}
