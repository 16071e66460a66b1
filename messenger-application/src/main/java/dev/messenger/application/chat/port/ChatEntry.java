package dev.messenger.application.chat.port;

import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.media.Avatar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat as the store knows it for one viewer: a {@link ChatView} before it is asked who is online and who lets whom see what.
 *
 * @param mine null for someone who is no member
 * @param counterpart the other side of a private chat, else null
 * @param lastMessage the newest message that the viewer can see, or null
 * @param company the other members; null when there are too many to ask for each (rule H4)
 */
public record ChatEntry(
        ChatInfo chat,
        @Nullable MyMembership mine,
        @Nullable Other counterpart,
        @Nullable LastMessage lastMessage,
        @Nullable List<UserId> company) {

    /** The other side of a private chat. */
    public record Other(
            UserId id,
            DisplayName name,
            Username username,
            @Nullable Avatar avatar) {}

    /** Whether it stands in its member's list of archived chats, or in the other one; in neither of someone who is no member. */
    public boolean isListed(boolean archived) {
        return mine != null && mine.listed() && mine.archived() == archived;
    }

    /** Where it stands in the list of its member. */
    public ChatSortKey place() {
        boolean pinned = mine != null && mine.pinned();
        return new ChatSortKey(pinned, lastMessage == null ? chat.createdAt() : lastMessage.createdAt(), chat.id());
    }
}
