package dev.messenger.application.chat;

import dev.messenger.application.cache.CacheEntry;
import dev.messenger.application.cache.CacheTag;
import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.chat.port.ChatSortKey;
import dev.messenger.application.shared.Page;
import dev.messenger.application.shared.Rendered;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The first page of a viewer's chat list, without presence. Thread-safe. */
final class CachedChatList {

    private final Key key;
    private final List<CachedChat> chats;
    private final ChatPeople people;

    /** Shared with the lists that are derived from this one, so it may name people who have left the page. */
    private final Set<CacheTag> tags;

    private CachedChatList(Key key, List<CachedChat> chats, Set<CacheTag> tags) {
        this.key = key;
        this.chats = List.copyOf(chats);
        this.people = ChatPeople.in(chats.stream().map(chat -> chat.entry).toList());
        this.tags = tags;
        people.counterparts().forEach(user -> tags.add(new CacheTag.Person(user)));
    }

    /** @param viewersChats all of them: a chat that is not on the page may move onto it */
    static CachedChatList of(Key key, List<ChatEntry> page, Collection<ChatId> viewersChats) {
        Set<CacheTag> tags = ConcurrentHashMap.newKeySet();
        tags.add(new CacheTag.Person(key.viewer()));
        viewersChats.forEach(chat -> tags.add(new CacheTag.Chat(chat)));
        return new CachedChatList(key, page.stream().map(CachedChat::new).toList(), tags);
    }

    record Key(UserId viewer, ChatListQuery query) {}

    CacheEntry<CachedChatList> entry() {
        return new CacheEntry<>(this, tags, 500L + 2_000L * chats.size() + 100L * tags.size());
    }

    /** The chats to read again after these changes; null when the whole list has to be read, or nearly. */
    @Nullable
    Set<ChatId> outdatedBy(Set<CacheTag> changed) {
        Set<ChatId> outdated = new HashSet<>();
        Set<UserId> changedPeople = new HashSet<>();
        for (CacheTag tag : changed) {
            if (tag instanceof CacheTag.Chat chat) {
                outdated.add(chat.id());
            } else if (tag instanceof CacheTag.Person person) {
                changedPeople.add(person.id());
            }
        }
        if (changedPeople.contains(key.viewer())) {
            return null;
        }
        for (CachedChat chat : chats) {
            ChatEntry.Counterpart counterpart = chat.entry.counterpart();
            if (counterpart != null && changedPeople.contains(counterpart.id())) {
                outdated.add(chat.id());
            }
        }
        return outdated.size() > key.query().limit() ? null : outdated;
    }

    /**
     * This list with some chats replaced, which may move onto the page or leave it.
     *
     * @param entries the current state of the {@code outdated} chats that the viewer still sees
     * @return null when an unknown chat would move up
     */
    @Nullable
    CachedChatList with(Set<ChatId> outdated, Collection<ChatEntry> entries) {
        List<CachedChat> next = new ArrayList<>();
        for (CachedChat chat : chats) {
            if (!outdated.contains(chat.id())) {
                next.add(chat);
            }
        }
        for (ChatEntry entry : entries) {
            if (entry.isListed(key.query().archived())) {
                next.add(new CachedChat(entry));
            }
        }
        next.sort(Comparator.comparing((CachedChat chat) -> chat.sortKey));
        int limit = key.query().limit();
        if (chats.size() == limit) {
            ChatSortKey last = chats.getLast().sortKey; // all unknown chats follow it
            if (next.size() < limit || next.get(limit - 1).sortKey.compareTo(last) > 0) {
                return null;
            }
        }
        return new CachedChatList(key, next.subList(0, Math.min(limit, next.size())), tags);
    }

    ChatPeople people() {
        return people;
    }

    /** The page with presence. The view of a chat is the same object as before while its presence stays the same. */
    Page<ChatView> page(
            Function<ChatEntry, ChatPresence> presence, BiFunction<ChatEntry, ChatPresence, ChatView> toView) {
        return new Page<>(chats.stream()
                .map(chat -> chat.view(presence.apply(chat.entry), toView))
                .toList());
    }

    private static final class CachedChat {

        private final ChatEntry entry;
        private final ChatSortKey sortKey;
        private volatile @Nullable LastView last;

        CachedChat(ChatEntry entry) {
            this.entry = entry;
            this.sortKey = entry.sortKey();
        }

        private record LastView(ChatPresence presence, Rendered<ChatView> view) {}

        ChatId id() {
            return entry.chat().id();
        }

        Rendered<ChatView> view(ChatPresence presence, BiFunction<ChatEntry, ChatPresence, ChatView> toView) {
            LastView known = last;
            if (known == null || !known.presence().equals(presence)) {
                known = new LastView(presence, new Rendered<>(toView.apply(entry, presence)));
                last = known;
            }
            return known.view();
        }
    }
}
