package dev.messenger.application.message;

import dev.messenger.application.cache.CacheEntry;
import dev.messenger.application.cache.CacheHit;
import dev.messenger.application.cache.CacheTag;
import dev.messenger.application.cache.Caches;
import dev.messenger.application.cache.CoherentCache;
import dev.messenger.application.cache.ReadIndex;
import dev.messenger.application.message.port.NewestMessages;
import dev.messenger.application.message.port.ViewerState;
import dev.messenger.application.shared.Page;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Standing;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages of each chat, cached once for all, and the state of each viewer, cached apart: a member who reads, joins or leaves
 * changes one small entry and not the page. Always as fresh as the database. Thread-safe.
 */
public final class HistoryCache {

    private static final long BYTES_OF_STATE = 500;

    private final NewestMessages messages;
    private final MessageViews views;
    private final Caches caches;
    private final CoherentCache<PageKey, CachedPage> pages;
    private final CoherentCache<StateKey, ViewerState> states;

    public HistoryCache(NewestMessages messages, MessageViews views, Caches caches) {
        this.messages = messages;
        this.views = views;
        this.caches = caches;
        this.pages = caches.newCache();
        this.states = caches.newCache();
    }

    private record PageKey(ChatId chat, int limit) {}

    private record StateKey(ChatId chat, UserId viewer) {}

    /**
     * The newest page of a chat.
     *
     * @param page null when the viewer may not read, or hid a message of it: then only the database knows which older one moves up
     */
    record Newest(Standing standing, @Nullable Page<MessageView> page) {}

    /** @throws ChatNotFound when there is no such chat */
    Newest newest(ChatId chat, UserId viewer, int limit) {
        ReadIndex index = caches.readIndex();
        PageKey key = new PageKey(chat, limit);
        CacheHit<CachedPage> hit = pages.find(key, index);
        return hit != null && hit.isFresh()
                ? newest(hit.value(), state(new StateKey(chat, viewer), index), viewer)
                : read(key, viewer, hit, index);
    }

    /** Reads all messages, or only those that arrived since the stale page was read, if nothing else changed on it. */
    private Newest read(PageKey key, UserId viewer, @Nullable CacheHit<CachedPage> stale, ReadIndex index) {
        ChatId chat = key.chat();
        CacheTag arrivals = new CacheTag.NewMessages(chat);
        CacheHit<CachedPage> source = stale != null && stale.changed().equals(Set.of(arrivals)) ? stale : null;
        CachedPage older = source == null ? CachedPage.EMPTY : source.value();
        NewestMessages.Snapshot snapshot =
                messages.read(chat, viewer, older.newest(), key.limit()).orElseThrow(ChatNotFound::new);
        ViewerState state = snapshot.state();
        states.put(new StateKey(chat, viewer), entry(chat, state), index, null);
        if (!state.standing().may(Permission.READ)) {
            return new Newest(state.standing(), null);
        }
        CachedPage page = older.with(views.ofOthers(snapshot.messages()), key.limit());
        Set<CacheTag> tags = Set.of(new CacheTag.ChatMessages(chat), arrivals);
        pages.put(key, new CacheEntry<>(page, tags, page.bytes()), index, source);
        return newest(page, state, viewer);
    }

    private static Newest newest(CachedPage page, ViewerState state, UserId viewer) {
        boolean readable = state.standing().may(Permission.READ) && page.isCompleteFor(state);
        return new Newest(state.standing(), readable ? page.seenBy(viewer, state) : null);
    }

    private ViewerState state(StateKey key, ReadIndex index) {
        return states.get(
                key,
                index,
                () -> entry(
                        key.chat(),
                        messages.viewerState(key.chat(), key.viewer()).orElseThrow(ChatNotFound::new)));
    }

    private static CacheEntry<ViewerState> entry(ChatId chat, ViewerState state) {
        return new CacheEntry<>(state, Set.of(new CacheTag.Chat(chat)), BYTES_OF_STATE);
    }
}
