package dev.messenger.adapter.inmemory.store;

import dev.messenger.application.message.port.NewMessage;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message without its files.
 *
 * @param original the message as it was sent
 * @param text the current text
 * @param isForward whether it is a forward, with its author or without
 * @param forwardedFrom the original of a forward with its author
 */
public record MessageRow(
        MessageId id,
        NewMessage original,
        @Nullable MessageText text,
        boolean isForward,
        @Nullable MessageId forwardedFrom,
        Instant updatedAt) {

    /** A new message. */
    public static MessageRow sent(MessageId id, NewMessage original) {
        return new MessageRow(id, original, original.text(), false, null, original.createdAt());
    }

    /** A forward. */
    public static MessageRow forwarded(MessageId id, NewMessage copy, @Nullable MessageId from) {
        return new MessageRow(id, copy, copy.text(), true, from, copy.createdAt());
    }

    /** The same, changed at {@code at}. */
    public MessageRow touched(Instant at) {
        return new MessageRow(id, original, text, isForward, forwardedFrom, at);
    }

    /** The same with another text. */
    public MessageRow edited(@Nullable MessageText changed, Instant at) {
        return new MessageRow(id, original, changed, isForward, forwardedFrom, at);
    }
}
