package dev.messenger.application.chat;

import dev.messenger.application.chat.port.ChatPreferenceStore;
import dev.messenger.application.chat.port.Chats.LockedChat;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.Forbidden;
import java.time.Duration;

/** Deletes chats (rule H11), and later the rows of deleted chats. Thread-safe. */
public final class ChatDeletion {

    private static final int BATCH = 1_000;
    private static final int MAX_BATCHES = 50;

    /** A membership tells a returning client that its chat is deleted, so it outlives the event by a day. */
    private static final Duration MEMBERSHIP_RETENTION = Duration.ofDays(8);

    private final ChatUnitOfWork work;
    private final LeaveChats leaving;

    public ChatDeletion(ChatUnitOfWork work) {
        this.work = work;
        this.leaving = new LeaveChats(work);
    }

    /**
     * Deletes a chat for everyone, or removes it from the caller's list; to remove a group or channel is to leave it. The saved chat is only
     * cleared.
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws Forbidden when the caller has no permission
     */
    public void delete(UserId caller, ChatId chat, boolean forAll) {
        work.locked(caller, chat, locked -> {
            if (locked.isSaved()) {
                clear(caller, chat, locked);
            } else if (forAll) {
                locked.standing().require(Permission.DELETE_FOR_ALL);
                work.publish(new Event.ChatDeleted(chat, caller));
                work.store().chats().remove(chat, work.now());
            } else if (locked.standing().type() == ChatType.PRIVATE) {
                hide(caller, chat, locked);
            } else {
                leaving.leave(caller, chat, locked);
            }
            return chat;
        });
    }

    private void clear(UserId caller, ChatId chat, LockedChat locked) {
        locked.standing().require(Permission.ARRANGE);
        preferences().clear(chat, caller);
        work.publish(new Event.OwnChatUpdated(chat, caller));
    }

    private void hide(UserId caller, ChatId chat, LockedChat locked) {
        locked.standing().require(Permission.ARRANGE);
        preferences().hide(chat, caller);
        work.publish(new Event.OwnChatDeleted(chat, caller));
    }

    /** Deletes rows of deleted chats for a few seconds at most. Call it every few seconds, on any number of nodes. */
    public void purge() {
        for (int round = 0; round < MAX_BATCHES; round++) {
            if (!work.store().purge().purge(BATCH, work.now().minus(MEMBERSHIP_RETENTION))) {
                return;
            }
        }
    }

    private ChatPreferenceStore preferences() {
        return work.store().preferences();
    }
}
