package dev.messenger.application.chat;

import dev.messenger.application.cache.CacheEntry;
import dev.messenger.application.cache.CacheHit;
import dev.messenger.application.cache.Caches;
import dev.messenger.application.cache.CoherentCache;
import dev.messenger.application.cache.ReadIndex;
import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first pages of chat lists, and apart from them the relations of each viewer to the people on the page, which change less often. Always
 * as fresh as the database. Thread-safe.
 */
public final class ChatListCache {

    /** A list depends on all chats of its viewer. The list of a viewer with more chats is not cached. */
    private static final int MAX_CHATS = 10_000;

    private final ChatList list;
    private final Relationships relationships;
    private final Caches caches;
    private final CoherentCache<CachedChatList.Key, CachedChatList> lists;
    private final CoherentCache<CachedChatList.Key, CachedAcquaintances> acquaintances;

    public ChatListCache(ChatList list, Relationships relationships, Caches caches) {
        this.list = list;
        this.relationships = relationships;
        this.caches = caches;
        this.lists = caches.newCache();
        this.acquaintances = caches.newCache();
    }

    record FirstPage(CachedChatList list, CachedAcquaintances acquaintances) {}

    /** @param query {@link ChatListQuery#isStart} */
    FirstPage firstPage(UserId viewer, ChatListQuery query) {
        ReadIndex index = caches.readIndex();
        CachedChatList.Key key = new CachedChatList.Key(viewer, query);
        CachedChatList page = list(key, index);
        ChatPeople people = page.people();
        return new FirstPage(
                page,
                acquaintances.get(
                        key,
                        index,
                        () -> new CachedAcquaintances(viewer, relationships)
                                .entry(people.members().size()
                                        + people.counterparts().size())));
    }

    private CachedChatList list(CachedChatList.Key key, ReadIndex index) {
        CacheHit<CachedChatList> hit = lists.find(key, index);
        if (hit != null && hit.isFresh()) {
            return hit.value();
        }
        CachedChatList refreshed = hit == null ? null : refreshed(key.viewer(), hit);
        CacheEntry<CachedChatList> entry = refreshed == null ? read(key) : refreshed.entry();
        lists.put(key, entry, index, refreshed == null ? null : hit);
        return entry.value();
    }

    /** Reads only the chats that changed; null when that is not enough. */
    private @Nullable CachedChatList refreshed(UserId viewer, CacheHit<CachedChatList> stale) {
        Set<ChatId> outdated = stale.value().outdatedBy(stale.changed());
        return outdated == null
                ? null
                : stale.value().with(outdated, outdated.isEmpty() ? List.of() : list.find(viewer, outdated));
    }

    /** Reads the chats to tag before the page, so that no change between the two reads is missed. */
    private CacheEntry<CachedChatList> read(CachedChatList.Key key) {
        List<ChatId> chats = list.chatsOf(key.viewer(), MAX_CHATS + 1);
        CachedChatList page = CachedChatList.of(key, list.page(key.viewer(), key.query()), chats);
        return chats.size() > MAX_CHATS ? CacheEntry.uncached(page) : page.entry();
    }
}
