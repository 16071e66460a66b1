package dev.messenger.application.message;

import dev.messenger.application.cache.Caches;
import dev.messenger.application.cache.CoherentCache;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Threads;
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

    private final Messages messages;
    private final Threads threads;
    private final MessageViews views;
    private final CoherentCache<Newest, Kept> newest;

    public ReadMessages(Messages messages, Threads threads, MessageViews views, Caches caches) {
        this.messages = messages;
        this.threads = threads;
        this.views = views;
        this.newest = caches.newCache();
    }

    /** The newest page of a chat, as one reader sees it. */
    private record Newest(ChatId chat, UserId reader, int limit) {}

    /**
     * What is kept of it.
     *
     * @param page null when it has files: links to them are made anew each time, since they expire
     */
    private record Kept(Messages.History history, @Nullable MessagePage page) {}

    /**
     * A page of a chat, newest first.
     *
     * @param before exclusive bound, null for the newest
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the chat is public and the caller no member of it
     */
    public MessagePage history(UserId caller, ChatId chat, @Nullable MessageId before, int limit) {
        if (before != null) {
            return page(read(chat, caller, before, limit));
        }
        Kept kept = newest.get(new Newest(chat, caller, limit), () -> kept(read(chat, caller, null, limit), chat));
        kept.history().standing().require(Permission.READ);
        return kept.page() == null ? page(kept.history()) : kept.page();
    }

    private Messages.History read(ChatId chat, UserId caller, @Nullable MessageId before, int limit) {
        return messages.history(chat, caller, before, limit).orElseThrow(ChatNotFound::new);
    }

    private MessagePage page(Messages.History history) {
        history.standing().require(Permission.READ);
        return new MessagePage(views.of(history.messages()));
    }

    private CoherentCache.Answer<Kept> kept(Messages.History history, ChatId chat) {
        long bytes = 500;
        boolean files = false;
        for (Messages.Seen seen : history.messages()) {
            StoredMessage message = seen.message();
            files |= !message.attachments().isEmpty();
            bytes += 1_000 + 400L * message.attachments().size();
            bytes += message.text() == null ? 0 : 2L * message.text().value().length();
        }
        MessagePage page = files ? null : new MessagePage(views.of(history.messages()));
        return new CoherentCache.Answer<>(new Kept(history, page), Set.of(chat), bytes);
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
