package dev.messenger.application.message.port;

import dev.messenger.domain.message.WritingRight;
import dev.messenger.domain.shared.RateLimited;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a message is stored. A pure function: no I/O, no state, no clock; equal facts give equal decisions, so that a
 * store need not ask again while the facts stay the same.
 */
@FunctionalInterface
public interface PostingPolicy {

    /** Returns the result of a message that is not to be stored; empty when it is. */
    Optional<PostResult> decide(Facts facts);

    /**
     * What decides about a message. When the message is stored, this holds under the lock of its chat.
     *
     * @param right whether the sender may write into the chat
     * @param limited why the rate limit forbids a new message, or null
     * @param earlier what the sender sent into this chat under the same client id, or null
     * @param replyVisible whether the sender sees the message replied to in this chat; true without a reply
     */
    record Facts(
            WritingRight right,
            @Nullable RateLimited limited,
            @Nullable EarlierMessage earlier,
            boolean replyVisible) {}

    /**
     * A message that was sent before under a client id.
     *
     * @param hasSameContent whether the same was sent, edits aside
     * @param message as its sender sees it now; null when it was deleted
     */
    record EarlierMessage(boolean hasSameContent, @Nullable MessageWithStatus message) {}
}
