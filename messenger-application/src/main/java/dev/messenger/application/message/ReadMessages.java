package dev.messenger.application.message;

import dev.messenger.application.cache.CacheEntry;
import dev.messenger.application.cache.CacheHit;
import dev.messenger.application.cache.Caches;
import dev.messenger.application.cache.CoherentCache;
import dev.messenger.application.cache.MessagesOf;
import dev.messenger.application.cache.NewMessagesOf;
import dev.messenger.application.cache.ReadIndex;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.NewestMessages;
import dev.messenger.application.message.port.Threads;
import dev.messenger.application.message.port.ViewerState;
import dev.messenger.application.shared.Page;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.shared.Forbidden;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading messages (rules C8, H6, M9). */
public final class ReadMessages {

    private static final long BYTES_OF_SIGHT = 500;

    private final Messages messages;
    private final NewestMessages newest;
    private final Threads threads;
    private final MessageViews views;
    private final Caches caches;
    private final CoherentCache<Pages, KeptMessages> pages;
    private final CoherentCache<Looks, ViewerState> sights;

    public ReadMessages(Messages messages, NewestMessages newest, Threads threads, MessageViews views, Caches caches) {
        this.messages = messages;
        this.newest = newest;
        this.threads = threads;
        this.views = views;
        this.caches = caches;
        this.pages = caches.newCache();
        this.sights = caches.newCache();
    }

    /** What is kept for all members of a chat. */
    private record Pages(ChatId chat, int limit) {}

    /** What is kept for one viewer of a chat. */
    private record Looks(ChatId chat, UserId viewer) {}

    /**
     * A page of a chat, newest first.
     *
     * @param before exclusive bound, null for the newest
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the chat is public and the caller no member of it
     */
    public Page<MessageView> history(UserId caller, ChatId chat, @Nullable MessageId before, int limit) {
        return before == null ? newest(caller, new Pages(chat, limit)) : read(caller, chat, before, limit);
    }

    private Page<MessageView> read(UserId caller, ChatId chat, @Nullable MessageId before, int limit) {
        Messages.History history = messages.history(chat, caller, before, limit).orElseThrow(ChatNotFound::new);
        history.standing().require(Permission.READ);
        return Page.of(views.of(history.messages()));
    }

    private Page<MessageView> newest(UserId caller, Pages asked) {
        ReadIndex now = caches.now();
        CacheHit<KeptMessages> found = pages.find(asked, now);
        return found != null && found.isGood()
                ? show(caller, asked, found.value(), sight(new Looks(asked.chat(), caller), now))
                : open(caller, asked, found, now);
    }

    /** Reads the newest messages: as long as those that are kept did not change, only those that came since. */
    private Page<MessageView> open(UserId caller, Pages asked, @Nullable CacheHit<KeptMessages> found, ReadIndex now) {
        ChatId chat = asked.chat();
        NewMessagesOf more = new NewMessagesOf(chat);
        CacheHit<KeptMessages> source = found != null && found.changed().equals(Set.of(more)) ? found : null;
        KeptMessages before = source == null ? KeptMessages.NONE : source.value();
        NewestMessages.Opened opened =
                newest.open(chat, caller, before.newest(), asked.limit()).orElseThrow(ChatNotFound::new);
        sights.keep(new Looks(chat, caller), answer(chat, opened.sight()), now);
        opened.sight().standing().require(Permission.READ);
        KeptMessages page = before.with(views.ofOthers(opened.messages()), asked.limit());
        Set<?> tags = Set.of(new MessagesOf(chat), more);
        pages.keep(asked, new CacheEntry<>(page, tags, page.bytes()), now, source);
        return show(caller, asked, page, opened.sight());
    }

    private ViewerState sight(Looks looks, ReadIndex now) {
        return sights.get(
                looks,
                now,
                () -> answer(
                        looks.chat(), newest.sight(looks.chat(), looks.viewer()).orElseThrow(ChatNotFound::new)));
    }

    private static CacheEntry<ViewerState> answer(ChatId chat, ViewerState sight) {
        return new CacheEntry<>(sight, Set.of(chat), BYTES_OF_SIGHT);
    }

    private Page<MessageView> show(UserId caller, Pages asked, KeptMessages page, ViewerState sight) {
        sight.standing().require(Permission.READ);
        return page.areWhole(sight) ? page.seenBy(caller, sight) : read(caller, asked.chat(), null, asked.limit());
    }

    /**
     * A message and the replies to it: the root first, then breadth first, each level by id (rule M9).
     *
     * @param limit at most so many, the root among them
     * @throws MessageNotFound when the caller cannot see the root
     */
    public List<MessageView> thread(UserId caller, MessageId root, int limit) {
        List<MessageWithStatus> thread = threads.read(root, caller, limit);
        if (thread.isEmpty()) {
            throw new MessageNotFound();
        }
        return views.of(thread);
    }
}
