package dev.messenger.application.notification.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.notification.NotificationType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification.
 *
 * @param id unique for the user: the id of the new message, or of the event
 * @param user the recipient
 * @param message the message that it is about, null for none
 * @param actor the user whose action it reports
 * @param detail the emoji of a reaction, the new role, else null
 */
public record NotificationView(
        long id,
        UserId user,
        NotificationType type,
        ChatId chat,
        @Nullable MessageId message,
        UserId actor,
        @Nullable String detail,
        Instant createdAt) {}
