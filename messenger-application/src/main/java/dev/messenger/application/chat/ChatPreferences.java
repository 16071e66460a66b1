package dev.messenger.application.chat;

import dev.messenger.application.chat.port.ChatPreferenceStore;
import dev.messenger.application.chat.port.ChatPreferenceStore.Mark;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.Forbidden;

/** Keeping a chat as one likes, for oneself alone: archive, pin, mute, clear (rules H12, H13). */
public final class ChatPreferences {

    private final ChatUnitOfWork work;
    private final ChatViews views;

    public ChatPreferences(ChatUnitOfWork work, ChatViews views) {
        this.work = work;
        this.views = views;
    }

    /**
     * Moves a chat into the archive, or back.
     *
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the caller is no member
     */
    public ChatView archive(UserId caller, ChatId chat, boolean archived) {
        set(caller, chat, Mark.ARCHIVED, archived);
        return views.find(caller, chat);
    }

    /**
     * Keeps a chat at the top of the list, or no more.
     *
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the caller is no member
     */
    public ChatView pin(UserId caller, ChatId chat, boolean pinned) {
        set(caller, chat, Mark.PINNED, pinned);
        return views.find(caller, chat);
    }

    /**
     * Stops being notified of messages in a chat, or starts again. Mentions come through all the same (rule N1).
     *
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the caller is no member
     */
    public void mute(UserId caller, ChatId chat, boolean muted) {
        set(caller, chat, Mark.MUTED, muted);
    }

    /**
     * Whether the caller muted a chat.
     *
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the caller is no member
     */
    public boolean isMuted(UserId caller, ChatId chat) {
        ChatPreferenceStore.Muting muting = preferences().muting(chat, caller).orElseThrow(ChatNotFound::new);
        muting.standing().require(Permission.ARRANGE);
        return muting.muted();
    }

    /**
     * Hides everything up to now from the caller.
     *
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the caller is no member
     */
    public void clear(UserId caller, ChatId chat) {
        work.inTransaction(() -> {
            requireMember(caller, chat);
            preferences().clear(chat, caller);
            work.tell(new Event.OwnChatUpdated(chat, caller));
            return chat;
        });
    }

    /** Without the lock of the chat: the row is the caller's own, and writers of a busy chat need not wait. */
    private void set(UserId caller, ChatId chat, Mark mark, boolean on) {
        work.inTransaction(() -> {
            requireMember(caller, chat);
            if (preferences().set(chat, caller, mark, on)) {
                work.tell(new Event.OwnChatUpdated(chat, caller));
            }
            return chat;
        });
    }

    private void requireMember(UserId caller, ChatId chat) {
        work.store()
                .chats()
                .standing(chat, caller)
                .orElseThrow(ChatNotFound::new)
                .require(Permission.ARRANGE);
    }

    private ChatPreferenceStore preferences() {
        return work.store().preferences();
    }
}
