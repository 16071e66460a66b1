package dev.messenger.application.notification.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.notification.NotificationType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a user is told of.
 *
 * @param id unique for the user: the message's own when it tells of a new message, else drawn where messages draw theirs
 * @param user who is told
 * @param message the message that it is about, if any
 * @param actor who did it
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
