package dev.messenger.application.chat;

import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.message.MessageType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chat as one viewer sees it (rule H4).
 *
 * @param unreadCount messages of others behind the viewer's read position that the viewer can see; stops at the bound
 * @param counterpart the other side of a private chat, else null
 * @param lastMessage the newest message that the viewer can see, or null
 * @param myRole null for someone who is no member
 */
public record ChatView(
        ChatId id,
        PublicId publicId,
        ChatType type,
        @Nullable Title title,
        @Nullable Handle handle,
        @Nullable Description description,
        boolean isPublic,
        int membersCount,
        int unreadCount,
        @Nullable Counterpart counterpart,
        @Nullable LastMessage lastMessage,
        @Nullable Role myRole,
        Instant createdAt) {

    /** The other side of a private chat. */
    public record Counterpart(UserId id, DisplayName name, Username username) {}

    /** The newest message, in short. */
    public record LastMessage(@Nullable String text, MessageType type, Instant createdAt) {}

    /** What the chat is called in the viewer's list. */
    public String displayTitle() {
        if (counterpart != null) {
            return counterpart.name().value();
        }
        return title == null ? "Saved messages" : title.value();
    }
}
