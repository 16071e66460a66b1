package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.WritingRight;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes of stored messages: edits, deletions, forwards. Every method takes part in the caller's transaction. Chats are
 * locked before messages. Thread-safe.
 */
public interface MessageChanges {

    /**
     * Locks a message until the transaction ends: nobody else edits, deletes or forwards it or reacts to it.
     *
     * @return empty when the viewer cannot see it
     */
    Optional<LockedMessage> lockMessage(MessageId message, UserId viewer);

    /** Locks the chat of a message until the transaction ends, as posting does; call it before {@link #lockMessage}. */
    void lockChatOf(MessageId message);

    /**
     * Locks several chats until the transaction ends, as posting does, and reads what decides about writing there.
     *
     * @return an entry for each chat that exists
     */
    Map<ChatId, WritingRight> lockChats(Set<ChatId> chats, UserId sender);

    /**
     * Replaces the text of a message and its mentions (rule M6); a name that the message had before means the same person, whatever
     * they are called by now (rule M17). Requires the lock of the message.
     *
     * @return whether its mentions changed
     */
    boolean edit(MessageId message, @Nullable MessageText text, Instant at);

    /** Hides a message from one member, whom it notifies no more (rule N5); hiding it again does nothing. */
    void hide(ChatId chat, MessageId message, UserId member);

    /**
     * Deletes a message for everyone, with its mentions, reactions, files and pin. Requires the locks of its chat and of the
     * message.
     */
    void delete(ChatId chat, MessageId message, Instant at);

    /**
     * Stores forwards of a message with its files, and the events of their creation. Requires the locks of the targets and of
     * the original.
     *
     * <p>A name in the text means whom it means in the original, else who bears it now (rule M17).
     *
     * @param withAuthor whether the forwards name the original; a forward of a forward names the first original
     * @return the forward in each target, as its sender sees it
     */
    Map<ChatId, MessageWithStatus> forward(
            StoredMessage original, Set<ChatId> targets, UserId sender, boolean withAuthor, Instant at);
}
