package dev.messenger.application.chat;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.RuleViolation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a chat shows of itself to everyone in it: title, description, the pinned message (rules H9, H13). */
public final class ChatProfiles {

    private final ChatWork work;
    private final ChatViews views;

    public ChatProfiles(ChatWork work, ChatViews views) {
        this.work = work;
        this.views = views;
    }

    /**
     * What to change.
     *
     * @param title null to leave it
     * @param description null to leave it, empty to have none
     */
    public record Change(@Nullable Title title, @Nullable Optional<Description> description) {}

    /**
     * Changes the profile of a group or channel.
     *
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws RuleViolation when it is a private chat
     * @throws Forbidden when the caller may not
     */
    public ChatView change(UserId caller, ChatId chat, Change change) {
        work.locked(caller, chat, locked -> {
            locked.standing().require(Permission.EDIT_PROFILE);
            if (change.title() != null) {
                work.store().chats().rename(chat, change.title());
            }
            if (change.description() != null) {
                work.store().chats().describe(chat, change.description().orElse(null));
            }
            work.tell(new Event.ChatUpdated(chat, caller));
            return chat;
        });
        return views.find(caller, chat);
    }

    /**
     * Pins a message for all, in place of another one.
     *
     * @param message null to pin none
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the caller may not
     * @throws MessageNotFound when the caller can see no such message in the chat
     */
    public ChatView pin(UserId caller, ChatId chat, @Nullable MessageId message) {
        work.locked(caller, chat, locked -> {
            locked.standing().require(Permission.PIN);
            if (message == null) {
                work.store().chats().unpin(chat);
            } else if (!work.store().chats().pin(chat, message, caller)) {
                throw new MessageNotFound();
            }
            work.tell(new Event.ChatUpdated(chat, caller));
            return chat;
        });
        return views.find(caller, chat);
    }
}
