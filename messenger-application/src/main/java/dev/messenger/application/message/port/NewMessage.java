package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message as it is first stored; its id is given by the store. */
public record NewMessage(
        ChatId chat,
        UserId sender,
        MessageType type,
        @Nullable MessageText text,
        @Nullable ClientMessageId clientMessageId,
        @Nullable MessageId replyTo,
        Instant createdAt) {}
