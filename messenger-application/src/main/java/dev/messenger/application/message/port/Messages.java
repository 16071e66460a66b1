package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.ReadPositions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages and how far members have read them. Thread-safe. */
public interface Messages {

    /**
     * Posts messages, in the transaction of the caller or in one of its own: stores those that the policy accepts with their
     * mentions (rule M6) and the events of their creation. When this throws, none is stored.
     *
     * <p>Writers of one chat wait for one another until the transaction ends, so that ids become visible in their order
     * (rule M13). The id of a stored message is above every other of its chat and of the messages before it in the list.
     *
     * @param requests no two of one sender, chat and client id
     * @param policy decides about each message whose chat exists; the others are refused with {@link ChatNotFound}
     * @return the result of each request, in their order
     */
    List<PostResult> post(List<PostRequest> requests, PostingPolicy policy);

    /**
     * Decides whether a message is stored. A pure function: no I/O, no state, no clock; equal facts give equal decisions, so that
     * a store need not ask again while the facts stay the same.
     */
    @FunctionalInterface
    interface PostingPolicy {

        /** Returns the result of a message that is not to be stored; empty when it is. */
        Optional<PostResult> decide(PostingFacts facts);
    }

    /**
     * Messages that the viewer can see, newest first (rule C8).
     *
     * @param before exclusive bound, null for the newest
     * @param limit 1 to 200
     * @return empty when there is no such chat
     */
    Optional<History> history(ChatId chat, UserId viewer, @Nullable MessageId before, int limit);

    /**
     * The messages that follow a bound and that the viewer can see, newest first (rule M22).
     *
     * @param after exclusive bound
     * @param limit 1 to 200: the messages next to the bound
     * @return empty when there is no such chat
     */
    Optional<History> historyAfter(ChatId chat, UserId viewer, MessageId after, int limit);

    /** The viewer's standing in the chat and a page of it; without messages when the viewer is not a member. */
    record History(Standing standing, List<MessageWithStatus> messages) {}

    /** The message, when the viewer can see it as a member of its chat. */
    Optional<MessageWithStatus> find(MessageId message, UserId viewer);

    /** Sets when a message last changed. */
    void touch(MessageId message, Instant at);

    /**
     * Locks and reads the positions of a member until the transaction ends, so that two updates do not undo one another.
     *
     * @return empty when the user is not a member
     */
    Optional<ReadPositions> lockPositions(ChatId chat, UserId member);

    /** Stores the positions of a member. */
    void savePositions(ChatId chat, UserId member, ReadPositions positions);
}
