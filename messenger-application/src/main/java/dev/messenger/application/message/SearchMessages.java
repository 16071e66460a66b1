package dev.messenger.application.message;

import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.message.port.MessageSearch;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.search.SearchTerms;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searching messages (rules M12, M20, M21, C8). */
public final class SearchMessages {

    private final MessageSearch search;
    private final Chats chats;
    private final MessageViews views;

    public SearchMessages(MessageSearch search, Chats chats, MessageViews views) {
        this.search = search;
        this.chats = chats;
        this.views = views;
    }

    /** Updates the index with the latest messages, which spares their senders that work. */
    public void settle() {
        search.settle();
    }

    /**
     * Messages that the caller can see, newest first.
     *
     * @param query a message matches when it contains each of its words and quoted phrases; under 2 characters finds nothing
     * @param chat where to search; null for all of the caller's chats
     * @param before exclusive bound, null for the newest
     * @param limit the largest number of messages
     * @throws ChatNotFound when the caller may not see {@code chat}
     * @throws Forbidden when {@code chat} is public and the caller is not a member
     * @throws InvalidValue when the query is too long, or contains characters that no text can contain
     */
    public List<MessageView> search(
            UserId caller, String query, @Nullable ChatId chat, @Nullable MessageId before, int limit) {
        if (chat != null) {
            chats.require(chat, caller, Permission.READ);
        }
        return SearchTerms.of(query)
                .filter(terms -> limit > 0)
                .map(terms -> views.of(search.find(caller, terms, chat, before, limit)))
                .orElse(List.of());
    }
}
