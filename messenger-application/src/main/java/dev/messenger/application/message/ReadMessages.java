package dev.messenger.application.message;

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
import org.jspecify.annotations.Nullable;

/** Reading messages (rules C8, H6, M9). */
public final class ReadMessages {

    private final Messages messages;
    private final Threads threads;
    private final MessageViews views;

    public ReadMessages(Messages messages, Threads threads, MessageViews views) {
        this.messages = messages;
        this.threads = threads;
        this.views = views;
    }

    /**
     * A page of a chat, newest first.
     *
     * @param before exclusive bound, null for the newest
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the chat is public and the caller no member of it
     */
    public List<MessageView> history(UserId caller, ChatId chat, @Nullable MessageId before, int limit) {
        Messages.History history = messages.history(chat, caller, before, limit).orElseThrow(ChatNotFound::new);
        history.standing().require(Permission.READ);
        return views.of(history.messages());
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
