package dev.messenger.application.chat;

import dev.messenger.application.chat.port.ChatPreferenceStore;
import dev.messenger.application.chat.port.Chats.Locked;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.Forbidden;
import java.time.Duration;

/** Deleting chats (rule H11), and clearing away what deleted ones left. */
public final class ChatDeletion {

    private static final int BATCH = 1_000;
    private static final int BATCHES_A_ROUND = 50;

    /** A client that was away learns by its membership that a chat is gone: kept a day longer than the event is. */
    private static final Duration MEMBERSHIPS_KEPT = Duration.ofDays(8);

    private final ChatUnitOfWork work;
    private final Departures departures;

    public ChatDeletion(ChatUnitOfWork work) {
        this.work = work;
        this.departures = new Departures(work);
    }

    /**
     * Deletes a chat: for everyone, or out of the caller's own list, which for a group or channel is leaving. The saved chat is
     * cleared and stays.
     *
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the caller may not
     */
    public void delete(UserId caller, ChatId chat, boolean forAll) {
        work.locked(caller, chat, locked -> {
            if (locked.isSaved()) {
                clear(caller, chat, locked);
            } else if (forAll) {
                locked.standing().require(Permission.DELETE_FOR_ALL);
                work.tell(new Event.ChatDeleted(chat, caller));
                work.store().chats().remove(chat, work.now());
            } else if (locked.standing().type() == ChatType.PRIVATE) {
                hide(caller, chat, locked);
            } else {
                leave(caller, chat, locked);
            }
            return chat;
        });
    }

    private void clear(UserId caller, ChatId chat, Locked locked) {
        locked.standing().require(Permission.ARRANGE);
        preferences().clear(chat, caller);
        work.tell(new Event.OwnChatUpdated(chat, caller));
    }

    private void hide(UserId caller, ChatId chat, Locked locked) {
        locked.standing().require(Permission.ARRANGE);
        preferences().hide(chat, caller);
        work.tell(new Event.OwnChatDeleted(chat, caller));
    }

    private void leave(UserId caller, ChatId chat, Locked locked) {
        locked.standing().require(Permission.LEAVE);
        Role role = locked.standing().role();
        if (role != null) {
            departures.leave(caller, role, chat);
        }
    }

    /**
     * Clears away some of what deleted chats left: as much as takes a few seconds at most. To be called every few seconds, on
     * any number of nodes.
     */
    public void purge() {
        for (int round = 0; round < BATCHES_A_ROUND; round++) {
            if (!work.store().purge().purge(BATCH, work.now().minus(MEMBERSHIPS_KEPT))) {
                return;
            }
        }
    }

    private ChatPreferenceStore preferences() {
        return work.store().preferences();
    }
}
