package dev.messenger.application.chat.port;

import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.media.Avatar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat as the store knows it for one viewer, without presence and privacy.
 *
 * @param mine null when the viewer is not a member
 * @param counterpart the other side of a private chat, otherwise null
 * @param lastMessage the newest message that the viewer can see, or null
 * @param otherMembers null above {@link ChatList#NAMED_MEMBERS_BOUND} (rule H4)
 */
public record ChatEntry(
        ChatInfo chat,
        @Nullable MyMembership mine,
        @Nullable Counterpart counterpart,
        @Nullable LastMessage lastMessage,
        @Nullable List<UserId> otherMembers) {

    /** The other side of a private chat. */
    public record Counterpart(
            UserId id,
            DisplayName name,
            Username username,
            @Nullable Avatar avatar) {}

    /** Whether the viewer's list of archived chats, or the other one, contains it. */
    public boolean isListed(boolean archived) {
        return mine != null && mine.listed() && mine.archived() == archived;
    }

    /** Its position in the viewer's list. */
    public ChatSortKey sortKey() {
        boolean pinned = mine != null && mine.pinned();
        return new ChatSortKey(pinned, lastMessage == null ? chat.createdAt() : lastMessage.createdAt(), chat.id());
    }
}
