package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.ReadPositions;
import dev.messenger.domain.message.WritingRight;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages and how far members have read them. Thread-safe. */
public interface Messages {

    /**
     * Takes the turn to write into the chats of these messages until the transaction ends, and tells what decides about each
     * of them. Writers of one chat wait for one another here, so that ids become visible in their order (rule M13).
     *
     * @return in the order of the messages; empty for one whose chat does not exist
     */
    List<Optional<Turn>> takeTurns(List<NewMessage> messages);

    /** What decides about a new message. A store that wants to know more when it posts the message has its own kind of turns. */
    interface Turn {

        NewMessage message();

        /** Whether the sender may write there. */
        WritingRight right();

        /** What {@link #right} was read from, in the words of the store: another text as soon as anything of that changes. */
        String grounds();

        /** What this sender sent into this chat under this client id before, or null (rule M2). */
        @Nullable
        SentBefore sentBefore();

        /** Whether the message replied to is in this chat and visible to the sender; true when none is. */
        boolean replyVisible();

        /** How the sender stands to the chat. */
        default Standing standing() {
            return right().standing();
        }
    }

    /**
     * A message that a client id stands for.
     *
     * @param original what was sent, before any edit
     * @param message as it is now; null when it was deleted
     */
    record SentBefore(NewMessage original, @Nullable MessageWithStatus message) {}

    /**
     * Stores messages with their mentions (rule M6), and in the same transaction the events that they were created.
     *
     * @param turns that were taken of this store in this transaction; nothing else has been written into their chats since
     * @return the messages as their senders see them, in the same order; each with an id above every other of its chat
     */
    List<MessageWithStatus> postAll(List<Turn> turns);

    /**
     * Takes turns and posts like {@link #postAll}, all at once and in a transaction of its own, provided that about each message nothing is to
     * be decided anew.
     *
     * @param messages no two of one sender, chat and client id
     * @return empty when nothing was stored, as of one of them the grounds are others, the client id was used before, or the message
     *     replied to is not visible
     * @throws IllegalStateException in a transaction
     */
    Optional<List<MessageWithStatus>> postOnGrounds(List<Grounded> messages);

    /**
     * A message whose sender may write into its chat.
     *
     * @param grounds of an earlier {@link Turn} of this sender in this chat, which allowed it
     */
    record Grounded(NewMessage message, String grounds) {}

    /**
     * Messages that the viewer can see, newest first (rule C8).
     *
     * @param before exclusive bound, null for the newest
     * @param limit 1 to 200
     * @return empty when there is no such chat
     */
    Optional<History> history(ChatId chat, UserId viewer, @Nullable MessageId before, int limit);

    /** How the viewer stands to the chat, and a page of it; no message when the viewer is no member. */
    record History(Standing standing, List<MessageWithStatus> messages) {}

    /** A message that the viewer can see as a member of its chat; else empty. */
    Optional<MessageWithStatus> find(MessageId message, UserId viewer);

    /** A message changed just now: what {@code updated_at} says. */
    void touch(MessageId message, Instant at);

    /**
     * The positions of a member, locked until the transaction ends so that two updates do not undo one another.
     *
     * @return empty when they are no member
     */
    Optional<ReadPositions> lockPositions(ChatId chat, UserId member);

    /** Stores the positions of a member. */
    void savePositions(ChatId chat, UserId member, ReadPositions positions);
}
