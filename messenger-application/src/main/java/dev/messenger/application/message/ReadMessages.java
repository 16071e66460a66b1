package dev.messenger.application.message;

import dev.messenger.application.message.port.Messages;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.shared.Forbidden;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading messages (rules C8, H6). */
public final class ReadMessages {

    private final Messages messages;
    private final MessageViews views;

    public ReadMessages(Messages messages, MessageViews views) {
        this.messages = messages;
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
}
