package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message before it is stored; the store gives it its id. */
public record NewMessage(
        ChatId chat,
        UserId sender,
        MessageType type,
        @Nullable MessageText text,
        @Nullable ClientMessageId clientMessageId,
        @Nullable MessageId replyTo,
        Instant createdAt) {

    /** The same at another time. */
    public NewMessage at(Instant time) {
        return new NewMessage(chat, sender, type, text, clientMessageId, replyTo, time);
    }

    /** Whether it has this content: sending a message again sends the same (rule M2). */
    public boolean hasContent(
            MessageType otherType, @Nullable MessageText otherText, @Nullable MessageId otherReplyTo) {
        return type == otherType && Objects.equals(text, otherText) && Objects.equals(replyTo, otherReplyTo);
    }
}
