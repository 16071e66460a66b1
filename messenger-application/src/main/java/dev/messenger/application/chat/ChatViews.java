package dev.messenger.application.chat;

import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.media.Avatars;
import dev.messenger.application.people.port.Presence;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.application.shared.Page;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.people.PrivacyRight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds presence, avatars and privacy to chats for one viewer (rules H4, U3). The number of statements does not depend on the number of
 * chats. Thread-safe.
 */
public final class ChatViews {

    private final ChatList list;
    private final ChatListCache cache;
    private final Relationships relationships;
    private final Presence presence;
    private final OnlineCounts onlineCounts;
    private final Avatars avatars;

    public ChatViews(
            ChatList list,
            ChatListCache cache,
            Relationships relationships,
            Presence presence,
            OnlineCounts onlineCounts,
            Avatars avatars) {
        this.list = list;
        this.cache = cache;
        this.relationships = relationships;
        this.presence = presence;
        this.onlineCounts = onlineCounts;
        this.avatars = avatars;
    }

    /** A page of the viewer's chats (rule H5). */
    Page<ChatView> page(UserId viewer, ChatListQuery query) {
        if (!query.isStart()) {
            return Page.of(of(viewer, list.page(viewer, query)));
        }
        ChatListCache.FirstPage first = cache.firstPage(viewer, query);
        VisiblePeople people = VisiblePeople.of(first.list().people(), presence, first.acquaintances()::with);
        return first.list().page(entry -> presenceIn(entry, people), (entry, there) -> view(entry, there, people));
    }

    /**
     * One chat.
     *
     * @throws ChatNotFound when the viewer cannot see such a chat
     */
    ChatView find(UserId viewer, ChatId chat) {
        ChatEntry entry = list.find(viewer, chat).orElseThrow(ChatNotFound::new);
        return of(viewer, List.of(entry)).getFirst();
    }

    List<ChatView> of(UserId viewer, List<ChatEntry> entries) {
        VisiblePeople people =
                VisiblePeople.of(ChatPeople.in(entries), presence, users -> relationships.of(viewer, users));
        return entries.stream()
                .map(entry -> view(entry, presenceIn(entry, people), people))
                .toList();
    }

    private ChatPresence presenceIn(ChatEntry entry, VisiblePeople people) {
        int online = entry.otherMembers() == null
                ? onlineCounts.of(entry.chat().id())
                : people.countOnline(entry.otherMembers());
        ChatEntry.Counterpart counterpart = entry.counterpart();
        return new ChatPresence(online, counterpart == null ? null : people.statusOf(counterpart.id()));
    }

    private ChatView view(ChatEntry entry, ChatPresence there, VisiblePeople people) {
        return new ChatView(
                entry.chat(),
                avatars.urlOrNull(entry.chat().avatar()),
                entry.mine(),
                counterpart(entry, there, people),
                entry.lastMessage(),
                there.online());
    }

    private ChatView.@Nullable Counterpart counterpart(ChatEntry entry, ChatPresence there, VisiblePeople people) {
        ChatEntry.Counterpart counterpart = entry.counterpart();
        if (counterpart == null || there.counterpart() == null) {
            return null;
        }
        boolean seesAvatar = people.may(counterpart.id(), PrivacyRight.SEE_AVATAR);
        return new ChatView.Counterpart(
                counterpart.id(),
                counterpart.name(),
                counterpart.username(),
                seesAvatar ? avatars.urlOrNull(counterpart.avatar()) : null,
                there.counterpart());
    }
}
