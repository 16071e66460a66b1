package dev.messenger.application.chat.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.search.SearchTerms;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chats as one viewer sees them (rule H4). The cost does not grow with history, members or unread messages. Thread-safe.
 */
public interface ChatList {

    /** {@code unread_count} stops at this bound (rule H4). */
    int UNREAD_BOUND = 1_000;

    /** An entry names its members up to this number (rule H4). */
    int NAMED_MEMBERS_BOUND = 200;

    /** The viewer's chats: pinned first, then newest activity, ties by id descending (rule H5). */
    List<ChatEntry> page(UserId viewer, ChatListQuery query);

    /** The chats of which the viewer is a member, listed or not, in no particular order. */
    List<ChatId> chatsOf(UserId viewer, int limit);

    /** The chats among these that the viewer can see: their own, listed or not, and public ones; in no particular order. */
    List<ChatEntry> find(UserId viewer, Set<ChatId> chats);

    /** A chat that the viewer can see: their own, or a public one; otherwise empty. */
    default Optional<ChatEntry> find(UserId viewer, ChatId chat) {
        return find(viewer, Set.of(chat)).stream().findFirst();
    }

    /** Public groups and channels with the terms in title and handle, the largest first; null matches all (rule H7). */
    List<ChatEntry> discover(UserId viewer, @Nullable SearchTerms terms, int limit);

    /** Members who show everybody whether they are online, by user id. */
    List<UserId> openMembers(ChatId chat, @Nullable UserId after, int limit);
}
