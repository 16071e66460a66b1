package dev.messenger.application.chat.port;

import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * Which chats of a viewer to list (rule H5).
 *
 * @param limit 1 to 200
 * @param before lists the chats that follow this one; null for the start
 * @param text part of the title, the handle, the counterpart's name or username, or the chat type; empty for all
 * @param archived whether to list archived chats or the others
 */
public record ChatListQuery(int limit, @Nullable ChatId before, String text, boolean archived) {

    /** Chats that are not archived, without a search. */
    public ChatListQuery(int limit, @Nullable ChatId before) {
        this(limit, before, "", false);
    }

    public ChatListQuery {
        text = Text.searched(text);
    }

    /** Whether it lists from the start and without a search. */
    public boolean isStart() {
        return before == null && text.isEmpty();
    }
}
