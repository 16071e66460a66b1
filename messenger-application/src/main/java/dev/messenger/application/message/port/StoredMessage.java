package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is now, the same for everyone who may see it.
 *
 * @param forwardedFrom the original of a forward that names it, else null
 * @param attachments in the order in which they were attached
 */
public record StoredMessage(
        MessageId id,
        ChatId chat,
        UserId sender,
        @Nullable MessageId replyTo,
        @Nullable MessageId forwardedFrom,
        MessageType type,
        @Nullable MessageText text,
        List<Attachment> attachments,
        Instant createdAt,
        Instant updatedAt) {}
