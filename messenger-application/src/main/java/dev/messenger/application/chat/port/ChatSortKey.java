package dev.messenger.application.chat.port;

import dev.messenger.domain.chat.ChatId;
import java.time.Instant;
import java.util.Comparator;

/**
 * The position of a chat in its member's list: pinned chats first, then by newest activity, ties by id descending (rule H5).
 *
 * @param activity the time of the newest message that the member can see, or of the chat's creation
 */
public record ChatSortKey(boolean pinned, Instant activity, ChatId chat) implements Comparable<ChatSortKey> {

    private static final Comparator<ChatSortKey> FIRST = Comparator.comparing(ChatSortKey::pinned)
            .thenComparing(ChatSortKey::activity)
            .thenComparing(ChatSortKey::chat)
            .reversed();

    @Override
    public int compareTo(ChatSortKey other) {
        return FIRST.compare(this, other);
    }
}
