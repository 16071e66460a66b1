package dev.messenger.application.chat;

import dev.messenger.application.chat.port.ChatPreferenceStore;
import dev.messenger.application.chat.port.ChatPreferenceStore.Mark;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.Forbidden;

/** Archives, pins, mutes and clears chats for the caller alone (rules H12, H13). Thread-safe. */
public final class ChatPreferences {

    private final ChatUnitOfWork work;
    private final ChatViews views;

    public ChatPreferences(ChatUnitOfWork work, ChatViews views) {
        this.work = work;
        this.views = views;
    }

    /**
     * Moves a chat into the archive or out of it.
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws Forbidden when the caller is not a member
     */
    public ChatView archive(UserId caller, ChatId chat, boolean archived) {
        set(caller, chat, Mark.ARCHIVED, archived);
        return views.find(caller, chat);
    }

    /**
     * Pins a chat to the top of the list or unpins it.
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws Forbidden when the caller is not a member
     */
    public ChatView pin(UserId caller, ChatId chat, boolean pinned) {
        set(caller, chat, Mark.PINNED, pinned);
        return views.find(caller, chat);
    }

    /**
     * Mutes or unmutes the notifications of a chat. Mentions still notify (rule N1).
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws Forbidden when the caller is not a member
     */
    public void mute(UserId caller, ChatId chat, boolean muted) {
        set(caller, chat, Mark.MUTED, muted);
    }

    /**
     * Whether the caller has muted a chat.
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws Forbidden when the caller is not a member
     */
    public boolean isMuted(UserId caller, ChatId chat) {
        ChatPreferenceStore.Muting muting = preferences().muting(chat, caller).orElseThrow(ChatNotFound::new);
        muting.standing().require(Permission.ARRANGE);
        return muting.muted();
    }

    /**
     * Hides all present messages from the caller.
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws Forbidden when the caller is not a member
     */
    public void clear(UserId caller, ChatId chat) {
        work.inTransaction(() -> {
            work.store().chats().require(chat, caller, Permission.ARRANGE);
            preferences().clear(chat, caller);
            work.publish(new Event.OwnChatUpdated(chat, caller));
            return chat;
        });
    }

    /** Needs no lock of the chat, since the row belongs to the caller. */
    private void set(UserId caller, ChatId chat, Mark mark, boolean on) {
        work.inTransaction(() -> {
            work.store().chats().require(chat, caller, Permission.ARRANGE);
            if (preferences().set(chat, caller, mark, on)) {
                work.publish(new Event.OwnChatUpdated(chat, caller));
            }
            return chat;
        });
    }

    private ChatPreferenceStore preferences() {
        return work.store().preferences();
    }
}
