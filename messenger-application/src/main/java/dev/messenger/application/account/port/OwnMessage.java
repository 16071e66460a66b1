package dev.messenger.application.account.port;

import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message that a user sent, for the export. */
public record OwnMessage(
        MessageId id,
        ChatId chat,
        MessageType type,
        @Nullable String text,
        @Nullable MessageId replyTo,
        Instant createdAt,
        Instant updatedAt) {}
