package dev.messenger.application.chat.port;

import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.search.SearchTerms;
import dev.messenger.domain.shared.InvalidValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which chats of a viewer to list (rule H5).
 *
 * @param limit 1 to 200
 * @param before lists the chats that follow this one; null for the start
 * @param text words of the title, the handle, the counterpart's name or username, or the chat type; without any it is empty, for all
 * @param archived whether to list archived chats or the others
 */
public record ChatListQuery(int limit, @Nullable ChatId before, String text, boolean archived) {

    /** Chats that are not archived, without a search. */
    public ChatListQuery(int limit, @Nullable ChatId before) {
        this(limit, before, "", false);
    }

    /** @throws InvalidValue when {@code text} is no query that {@link SearchTerms} accept */
    public ChatListQuery {
        text = termsOf(text).isPresent() ? text : "";
    }

    /** The terms of a search; empty for all chats. */
    public Optional<SearchTerms> terms() {
        return termsOf(text);
    }

    private static Optional<SearchTerms> termsOf(String text) {
        return text.isEmpty() ? Optional.empty() : SearchTerms.ofNames(text, 1);
    }

    /** Whether it lists from the start and without a search. */
    public boolean isStart() {
        return before == null && text.isEmpty();
    }
}
