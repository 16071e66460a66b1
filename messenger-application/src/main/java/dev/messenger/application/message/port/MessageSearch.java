package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.SearchTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds messages by their text, in any script (rule M12). Thread-safe. */
public interface MessageSearch {

    /**
     * Messages that match and that the viewer can see as a member of their chats, newest first.
     *
     * @param chat where to look; null for everywhere
     * @param before exclusive bound, null for the newest
     * @param limit at least 1
     */
    List<MessageWithStatus> find(
            UserId viewer, SearchTerms terms, @Nullable ChatId chat, @Nullable MessageId before, int limit);

    /**
     * Puts what was written lately to where it is found fastest, for stores that put that off. To be called every second or so, on any
     * node; changes nothing of what is found.
     */
    default void settle() {
        // nothing is put off
    }
}
