package dev.messenger.application.message;

import dev.messenger.application.cache.Caches;
import dev.messenger.application.cache.CoherentCache;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Threads;
import dev.messenger.application.shared.Page;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.shared.Forbidden;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading messages (rules C8, H6, M9). */
public final class ReadMessages {

    private final Messages messages;
    private final Threads threads;
    private final MessageViews views;
    private final CoherentCache<Newest, Shown> newest;

    public ReadMessages(Messages messages, Threads threads, MessageViews views, Caches caches) {
        this.messages = messages;
        this.threads = threads;
        this.views = views;
        this.newest = caches.newCache();
    }

    /** The newest page of a chat, as one reader sees it. */
    private record Newest(ChatId chat, UserId reader, int limit) {}

    /** How the reader stands to the chat, and what they would see of it. */
    private record Shown(Standing standing, Page<MessageView> page) {

        Page<MessageView> required() {
            standing.require(Permission.READ);
            return page;
        }
    }

    /**
     * A page of a chat, newest first.
     *
     * @param before exclusive bound, null for the newest
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the chat is public and the caller no member of it
     */
    public Page<MessageView> history(UserId caller, ChatId chat, @Nullable MessageId before, int limit) {
        Shown shown = before == null
                ? newest.get(new Newest(chat, caller, limit), () -> kept(chat, read(chat, caller, null, limit)))
                : read(chat, caller, before, limit);
        return shown.required();
    }

    private Shown read(ChatId chat, UserId caller, @Nullable MessageId before, int limit) {
        Messages.History history = messages.history(chat, caller, before, limit).orElseThrow(ChatNotFound::new);
        return new Shown(history.standing(), new Page<>(views.of(history.messages())));
    }

    private static CoherentCache.Answer<Shown> kept(ChatId chat, Shown shown) {
        long bytes = 500;
        for (MessageView view : shown.page()) {
            MessageText text = view.message().text();
            bytes += 1_000 + 1_000L * view.attachments().size();
            bytes += text == null ? 0 : 2L * text.value().length();
        }
        return new CoherentCache.Answer<>(shown, Set.of(chat), bytes);
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
