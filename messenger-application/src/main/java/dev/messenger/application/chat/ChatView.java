package dev.messenger.application.chat;

import dev.messenger.application.chat.port.ChatInfo;
import dev.messenger.application.chat.port.LastMessage;
import dev.messenger.application.chat.port.MyMembership;
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
import dev.messenger.domain.people.PresenceStatus;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A chat as one viewer sees it (rule H4).
 *
 * @param avatarUrl a link that expires, or null
 * @param mine null when the viewer is not a member
 * @param counterpart the other side of a private chat, otherwise null
 * @param lastMessage the newest message that the viewer can see, or null
 * @param onlineCount how many others are online and show it to the viewer
 */
public record ChatView(
        ChatInfo chat,
        @Nullable URI avatarUrl,
        @Nullable MyMembership mine,
        @Nullable Counterpart counterpart,
        @Nullable LastMessage lastMessage,
        int onlineCount) {

    /**
     * The other side of a private chat.
     *
     * @param avatarUrl null also when the viewer may not see it (rule U3)
     * @param seen as far as the viewer may see it (rule U3)
     */
    public record Counterpart(
            UserId id,
            DisplayName name,
            Username username,
            @Nullable URI avatarUrl,
            PresenceStatus seen) {}

    public ChatId id() {
        return chat.id();
    }

    public PublicId publicId() {
        return chat.publicId();
    }

    public ChatType type() {
        return chat.type();
    }

    public @Nullable Title title() {
        return chat.title();
    }

    public @Nullable Handle handle() {
        return chat.handle();
    }

    public @Nullable Description description() {
        return chat.description();
    }

    public int membersCount() {
        return chat.membersCount();
    }

    /** Zero when the viewer is not a member. */
    public int unreadCount() {
        return mine == null ? 0 : mine.unread();
    }

    /** Null when the viewer is not a member. */
    public @Nullable Role myRole() {
        return mine == null ? null : mine.role();
    }

    /** The title in the viewer's list. */
    public String displayTitle() {
        if (counterpart != null) {
            return counterpart.name().value();
        }
        return chat.title() == null ? "Saved messages" : chat.title().value();
    }

    /** The members of a channel; null for other chats. */
    public @Nullable Integer subscribersCount() {
        return chat.type() == ChatType.CHANNEL ? chat.membersCount() : null;
    }
}
