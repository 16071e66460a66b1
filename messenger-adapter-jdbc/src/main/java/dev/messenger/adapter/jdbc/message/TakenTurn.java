package dev.messenger.adapter.jdbc.message;

import dev.messenger.application.message.NewMessage;
import dev.messenger.application.message.WritingRight;
import dev.messenger.application.message.port.Messages;
import org.jspecify.annotations.Nullable;

/**
 * A turn, and what the next messages are numbered from.
 *
 * @param chatCount how many messages the chat has got so far, deleted ones included
 * @param senderCount how many of them are the sender's
 */
record TakenTurn(
        NewMessage message,
        WritingRight right,
        Messages.@Nullable SentBefore sentBefore,
        boolean replyVisible,
        boolean isSaved,
        long chatCount,
        long senderCount)
        implements Messages.Turn {

    /** The same, for what was sent before. */
    TakenTurn after(Messages.SentBefore before) {
        return new TakenTurn(message, right, before, replyVisible, isSaved, chatCount, senderCount);
    }
}
