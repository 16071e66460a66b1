package dev.messenger.application.personaldata.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user has made and belongs to, for the export (rule A11). Pages, so that nothing has to fit into memory. Thread-safe. */
public interface OwnData {

    /**
     * A chat that the user is in.
     *
     * @param title null for a private chat
     */
    record Membership(ChatId chat, ChatType type, @Nullable String title, Role role, Instant joinedAt) {}

    /** A message that the user sent. */
    record SentMessage(
            MessageId id,
            ChatId chat,
            MessageType type,
            @Nullable String text,
            @Nullable MessageId replyTo,
            Instant createdAt,
            Instant updatedAt) {}

    /** The chats of {@code user} in order of id, from the one behind {@code after} on. */
    List<Membership> memberships(UserId user, @Nullable ChatId after, int limit);

    /** The messages of {@code user} that were not deleted, in order of id, from the one behind {@code after} on. */
    List<SentMessage> messages(UserId user, @Nullable MessageId after, int limit);
}
