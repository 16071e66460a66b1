package dev.messenger.application.search;

import dev.messenger.application.chat.BrowseChats;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.message.SearchMessages;
import dev.messenger.application.people.PersonView;
import dev.messenger.application.people.Profiles;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.search.SearchTerms;
import dev.messenger.domain.shared.InvalidValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Searching people, chats and messages at once (rule N2). */
public final class GlobalSearch {

    private final Profiles profiles;
    private final BrowseChats chats;
    private final SearchMessages messages;

    public GlobalSearch(Profiles profiles, BrowseChats chats, SearchMessages messages) {
        this.profiles = profiles;
        this.chats = chats;
        this.messages = messages;
    }

    /** How many results of each kind at most, 0 to 50; zero leaves a kind out. */
    public record Limits(int users, int chats, int messages) {}

    /** The results, each list in its own order. */
    public record SearchResults(List<PersonView> users, List<ChatView> chats, List<MessageView> messages) {}

    /**
     * The matches that the caller can see; none for a query of less than 2 characters.
     *
     * @throws InvalidValue when the query is none that {@link SearchTerms} accept
     */
    public SearchResults search(UserId caller, String query, Limits limits) {
        if (SearchTerms.of(query).isEmpty()) {
            return new SearchResults(List.of(), List.of(), List.of());
        }
        return new SearchResults(
                limits.users() == 0 ? List.of() : profiles.search(caller, query, limits.users()),
                limits.chats() == 0 || SearchTerms.ofNames(query, 1).isEmpty()
                        ? List.of()
                        : chats(caller, query, limits.chats()),
                messages.search(caller, query, null, null, limits.messages()));
    }

    /** The caller's own chats first, archived ones last among them, then other public chats. */
    private List<ChatView> chats(UserId caller, String text, int limit) {
        Map<ChatId, ChatView> found = new LinkedHashMap<>();
        Stream.of(
                        chats.list(caller, new ChatListQuery(limit, null, text, false)),
                        chats.list(caller, new ChatListQuery(limit, null, text, true)),
                        chats.discover(caller, text, limit))
                .flatMap(List::stream)
                .forEach(chat -> found.putIfAbsent(chat.id(), chat));
        return found.values().stream().limit(limit).toList();
    }
}
