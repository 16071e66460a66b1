package dev.messenger.application.chat.port;

import dev.messenger.application.chat.ChatListQuery;
import dev.messenger.application.chat.ChatView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;
import java.util.Optional;

/**
 * Chats as one viewer sees them (rule H4). The cost does not grow with history, members or unread messages. Thread-safe.
 */
public interface ChatList {

    /** {@code unread_count} is exact up to this bound and is the bound above it (rule H4). */
    int UNREAD_BOUND = 1_000;

    /** The viewer's chats: newest activity first, ties by id descending (rule H5). */
    List<ChatView> page(UserId viewer, ChatListQuery query);

    /** One chat that the viewer can see: their own, or a public one; else empty. */
    Optional<ChatView> find(UserId viewer, ChatId chat);
}
