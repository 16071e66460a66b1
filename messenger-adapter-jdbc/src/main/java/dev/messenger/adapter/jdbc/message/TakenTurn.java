package dev.messenger.adapter.jdbc.message;

import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.WritingRight;
import org.jspecify.annotations.Nullable;

/**
 * A turn, and what the next messages are numbered from.
 *
 * @param id that the message gets when it is posted, above every other of its chat and of the turns before it
 * @param chatCount how many messages the chat has got so far, deleted ones included
 * @param senderCount how many of them are the sender's
 */
record TakenTurn(
        NewMessage message,
        MessageId id,
        WritingRight right,
        String grounds,
        Messages.@Nullable SentBefore sentBefore,
        boolean replyVisible,
        boolean isSaved,
        long chatCount,
        long senderCount)
        implements Messages.Turn {

    TakenTurn withId(MessageId other) {
        return new TakenTurn(message, other, right, grounds, sentBefore, replyVisible, isSaved, chatCount, senderCount);
    }

    /** The same, for what was sent before. */
    TakenTurn after(Messages.SentBefore before) {
        return new TakenTurn(message, id, right, grounds, before, replyVisible, isSaved, chatCount, senderCount);
    }
}
