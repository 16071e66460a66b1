package dev.messenger.application.message;

import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.message.port.MessageSearch;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.SearchTerms;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searching messages (rules M12, C8). */
public final class SearchMessages {

    private final MessageSearch search;
    private final Chats chats;
    private final MessageViews views;

    public SearchMessages(MessageSearch search, Chats chats, MessageViews views) {
        this.search = search;
        this.chats = chats;
        this.views = views;
    }

    /** Has the index take in what was written lately, so that whoever writes does not have to. */
    public void settle() {
        search.settle();
    }

    /**
     * Messages that the caller can see, newest first.
     *
     * @param query its words all have to be in a message, as words or parts of words; under 2 characters finds nothing
     * @param chat where to look; null for all of the caller's chats
     * @param before exclusive bound, null for the newest
     * @param limit at most so many
     * @throws ChatNotFound when the caller may not see {@code chat}
     * @throws Forbidden when {@code chat} is public and the caller no member of it
     * @throws InvalidValue when the query holds what no text can hold
     */
    public List<MessageView> search(
            UserId caller, String query, @Nullable ChatId chat, @Nullable MessageId before, int limit) {
        if (chat != null) {
            chats.standing(chat, caller).orElseThrow(ChatNotFound::new).require(Permission.READ);
        }
        return SearchTerms.of(query)
                .filter(terms -> limit > 0)
                .map(terms -> views.of(search.find(caller, terms, chat, before, limit)))
                .orElse(List.of());
    }
}
