package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.search.SearchTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds messages by their text, in any script (rule M12). Thread-safe. */
public interface MessageSearch {

    /**
     * Matching messages that the viewer can see as a member of their chats, newest first.
     *
     * @param chat where to search; null for all chats of the viewer
     * @param before exclusive bound, null for the newest
     * @param limit at least 1
     */
    List<MessageWithStatus> find(
            UserId viewer, SearchTerms terms, @Nullable ChatId chat, @Nullable MessageId before, int limit);

    /**
     * Lets a store that defers part of its indexing catch up; results stay the same. Call it about every second, on any node.
     */
    default void settle() {
        // a store that defers nothing has nothing to do
    }
}
