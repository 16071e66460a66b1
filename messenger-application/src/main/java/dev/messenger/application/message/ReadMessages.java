package dev.messenger.application.message;

import dev.messenger.application.cache.Caches;
import dev.messenger.application.cache.CoherentCache;
import dev.messenger.application.cache.MessagesOf;
import dev.messenger.application.cache.Now;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.NewestMessages;
import dev.messenger.application.message.port.Threads;
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
    private final CoherentCache<Looks, Sight> sights;

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
        return before == null ? newest(caller, chat, limit) : read(caller, chat, before, limit);
    }

    private Page<MessageView> read(UserId caller, ChatId chat, @Nullable MessageId before, int limit) {
        Messages.History history = messages.history(chat, caller, before, limit).orElseThrow(ChatNotFound::new);
        history.standing().require(Permission.READ);
        return Page.of(views.of(history.messages()));
    }

    private Page<MessageView> newest(UserId caller, ChatId chat, int limit) {
        Now now = caches.now();
        Looks looks = new Looks(chat, caller);
        Sight sight = sights.find(looks, now);
        KeptMessages page = pages.find(new Pages(chat, limit), now);
        if (page == null) {
            NewestMessages.Opened opened = newest.open(chat, caller, limit).orElseThrow(ChatNotFound::new);
            sight = opened.sight();
            keep(looks, sight, now);
            sight.standing().require(Permission.READ);
            page = new KeptMessages(views.ofOthers(opened.messages()));
            keep(new Pages(chat, limit), page, now);
        } else if (sight == null) {
            sight = newest.sight(chat, caller).orElseThrow(ChatNotFound::new);
            keep(looks, sight, now);
        }
        sight.standing().require(Permission.READ);
        return page.areWhole(sight) ? page.seenBy(caller, sight) : read(caller, chat, null, limit);
    }

    private void keep(Looks looks, Sight sight, Now now) {
        sights.keep(looks, new CoherentCache.Answer<>(sight, Set.of(looks.chat()), BYTES_OF_SIGHT), now);
    }

    private void keep(Pages kept, KeptMessages page, Now now) {
        pages.keep(kept, new CoherentCache.Answer<>(page, Set.of(new MessagesOf(kept.chat())), page.bytes()), now);
    }

    /**
     * A message and the replies to it: the root first, then breadth first, each level by id (rule M9).
     *
     * @param limit at most so many, the root among them
     * @throws MessageNotFound when the caller cannot see the root
     */
    public List<MessageView> thread(UserId caller, MessageId root, int limit) {
        List<Messages.Seen> thread = threads.read(root, caller, limit);
        if (thread.isEmpty()) {
            throw new MessageNotFound();
        }
        return views.of(thread);
    }
}
