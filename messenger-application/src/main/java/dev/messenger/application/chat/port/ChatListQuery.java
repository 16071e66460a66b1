package dev.messenger.application.chat.port;

import dev.messenger.domain.chat.ChatId;
import org.jspecify.annotations.Nullable;

/**
 * Which of one's chats to list (rule H5).
 *
 * @param limit 1 to 200
 * @param before go on after the place that this chat has in the order now; null for the start
 * @param text what title, handle, counterpart's name or username has in it, or the word of the type is; empty for all
 * @param archived the archived chats, or the others
 */
public record ChatListQuery(int limit, @Nullable ChatId before, String text, boolean archived) {

    /** The list as it opens: no search, nothing archived. */
    public ChatListQuery(int limit, @Nullable ChatId before) {
        this(limit, before, "", false);
    }

    public ChatListQuery {
        text = searched(text);
    }

    /** Whether it is the list as it opens: from its start, and without a search. */
    public boolean isStart() {
        return before == null && text.isEmpty();
    }

    /** What a search looks for: trimmed, without one leading {@code @}. */
    public static String searched(String text) {
        String trimmed = text.strip();
        return trimmed.startsWith("@") ? trimmed.substring(1) : trimmed;
    }
}
