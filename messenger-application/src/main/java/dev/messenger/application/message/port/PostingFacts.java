package dev.messenger.application.message.port;

import dev.messenger.domain.message.WritingRight;
import dev.messenger.domain.shared.RateLimited;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether a message is stored. When it is stored, this holds under the lock of its chat.
 *
 * @param right whether the sender may write into the chat
 * @param limited why the rate limit forbids a new message, or null
 * @param earlier what the sender sent into this chat under the same client id, or null
 * @param replyVisible whether the sender sees the message replied to in this chat; true without a reply
 */
public record PostingFacts(
        WritingRight right,
        @Nullable RateLimited limited,
        @Nullable EarlierMessage earlier,
        boolean replyVisible) {

    /**
     * A message that was sent before under a client id.
     *
     * @param hasSameContent whether the same was sent, edits aside
     * @param message as its sender sees it now; null when it was deleted
     */
    public record EarlierMessage(
            boolean hasSameContent, @Nullable MessageWithStatus message) {}
}
