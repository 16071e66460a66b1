package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageRight;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.WritingRight;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of messages that are there: edits, deletions, forwards. All of it happens in a transaction of the caller.
 * Thread-safe.
 */
public interface MessageChanges {

    /**
     * Holds a message until the transaction ends: nobody else edits, deletes, forwards it or reacts to it meanwhile.
     *
     * @return empty when the viewer cannot see it
     */
    Optional<Held> hold(MessageId message, UserId viewer);

    /**
     * A message that is held.
     *
     * @param right whether the viewer may write into its chat
     * @param isForward whether it is a forward, with its author or without
     */
    record Held(MessageWithStatus message, WritingRight right, boolean isForward) {

        /** What decides about what {@code viewer}, for whom it is held, may do with it. */
        public MessageRight rightOf(UserId viewer) {
            return new MessageRight(viewer, message.message().sender(), isForward, right);
        }
    }

    /** Takes the turn of the chat that a message is in, as {@link Messages#takeTurns} does; to be called before a hold. */
    void takeTurnOf(MessageId message);

    /**
     * Takes the turns of several chats, and tells what decides about writing there.
     *
     * @return an entry for each chat that exists
     */
    Map<ChatId, WritingRight> takeTurns(Set<ChatId> chats, UserId sender);

    /**
     * Gives a message another text, and its mentions with it (rule M6). To be called while it is held.
     *
     * @return whether it mentions others than before
     */
    boolean edit(MessageId message, @Nullable MessageText text, Instant at);

    /** Hides a message from one member; again is nothing. */
    void hide(ChatId chat, MessageId message, UserId member);

    /**
     * Deletes a message for everyone, with its mentions, reactions, files and pin. To be called with the turn of its chat taken
     * and the message held.
     */
    void delete(ChatId chat, MessageId message, Instant at);

    /**
     * Stores forwards of a message, files and all, and in the same transaction the events that they were created. To be called with the
     * turns taken and the original held.
     *
     * @param withAuthor whether the forwards name the original, which for a forward is the original's
     * @return the forward in each target, as its sender sees it
     */
    Map<ChatId, MessageWithStatus> forward(
            StoredMessage original, Set<ChatId> targets, UserId sender, boolean withAuthor, Instant at);
}
