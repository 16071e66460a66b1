package dev.messenger.application.message;

import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Threads;
import dev.messenger.application.shared.Page;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.shared.Forbidden;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads messages (rules C8, H6, M9). Thread-safe. */
public final class ReadMessages {

    private final Messages messages;
    private final Threads threads;
    private final MessageViews views;
    private final HistoryCache cache;

    public ReadMessages(Messages messages, Threads threads, MessageViews views, HistoryCache cache) {
        this.messages = messages;
        this.threads = threads;
        this.views = views;
        this.cache = cache;
    }

    /**
     * A page of a chat, newest first.
     *
     * @param before exclusive bound, null for the newest
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the chat is public and the caller is not a member
     */
    public Page<MessageView> history(UserId caller, ChatId chat, @Nullable MessageId before, int limit) {
        if (before == null) {
            HistoryCache.Newest newest = cache.newest(chat, caller, limit);
            newest.standing().require(Permission.READ);
            if (newest.page() != null) {
                return newest.page();
            }
        }
        return Page.of(views.of(readable(messages.history(chat, caller, before, limit))));
    }

    /**
     * The page of a chat that follows a message, newest first: a client that pages forward goes on with the first id (rule M22).
     *
     * @param after exclusive bound
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the chat is public and the caller is not a member
     */
    public Page<MessageView> historyAfter(UserId caller, ChatId chat, MessageId after, int limit) {
        return Page.of(views.of(readable(messages.historyAfter(chat, caller, after, limit))));
    }

    /**
     * The page of a chat around a message, newest first: the message, half of the rest before it and half after it (rule M22).
     *
     * @param limit of messages, including the one in the middle
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the chat is public and the caller is not a member
     */
    public Page<MessageView> historyAround(UserId caller, ChatId chat, MessageId middle, int limit) {
        int newer = (limit - 1) / 2;
        MessageId bound = new MessageId(middle.value() + 1);
        List<MessageWithStatus> page = new ArrayList<>();
        if (newer > 0) {
            page.addAll(readable(messages.historyAfter(chat, caller, middle, newer)));
        }
        page.addAll(readable(messages.history(chat, caller, bound, limit - newer)));
        return Page.of(views.of(page));
    }

    /**
     * One message of a chat.
     *
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the chat is public and the caller is not a member
     * @throws MessageNotFound when the caller cannot see this message in this chat
     */
    public MessageView message(UserId caller, ChatId chat, MessageId id) {
        return readable(messages.history(chat, caller, new MessageId(id.value() + 1), 1)).stream()
                .filter(found -> found.message().id().equals(id))
                .findAny()
                .map(views::of)
                .orElseThrow(MessageNotFound::new);
    }

    private static List<MessageWithStatus> readable(Optional<Messages.History> found) {
        Messages.History history = found.orElseThrow(ChatNotFound::new);
        history.standing().require(Permission.READ);
        return history.messages();
    }

    /**
     * A message and its replies: the root first, then breadth first, each level by id (rule M9).
     *
     * @param limit of messages, including the root
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
