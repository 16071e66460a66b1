package dev.messenger.application.chat.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chats as one viewer sees them (rule H4), each call in one round trip. The cost does not grow with history, members or
 * unread messages. Thread-safe.
 */
public interface ChatList {

    /** {@code unread_count} is exact up to this bound and is the bound above it (rule H4). */
    int UNREAD_BOUND = 1_000;

    /** Up to so many members an entry names its company (rule H4). */
    int COMPANY_BOUND = 200;

    /** The viewer's chats: pinned first, then newest activity, ties by id descending (rule H5). */
    List<ChatEntry> page(UserId viewer, ChatListQuery query);

    /** Those in which the viewer is a member, whether or not they are listed, in no particular order; at most {@code limit}. */
    List<ChatId> chatsOf(UserId viewer, int limit);

    /** Those of these chats that the viewer can see: their own, listed or not, and public ones; in no particular order. */
    List<ChatEntry> find(UserId viewer, Set<ChatId> chats);

    /** One chat that the viewer can see: their own, or a public one; else empty. */
    default Optional<ChatEntry> find(UserId viewer, ChatId chat) {
        return find(viewer, Set.of(chat)).stream().findFirst();
    }

    /** Public groups and channels with {@code text} in title or handle, empty for all; the largest first (rule H7). */
    List<ChatEntry> discover(UserId viewer, String text, int limit);

    /** Members who hide from nobody whether they are online, by user id. */
    List<UserId> openMembers(ChatId chat, @Nullable UserId after, int limit);
}
