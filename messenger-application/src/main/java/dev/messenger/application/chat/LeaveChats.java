package dev.messenger.application.chat;

import dev.messenger.application.chat.port.Memberships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.event.Event;
import java.util.Optional;

/** Ends memberships; when the owner leaves, the heir becomes the owner (rule H9). */
final class LeaveChats {

    private final ChatUnitOfWork work;

    LeaveChats(ChatUnitOfWork work) {
        this.work = work;
    }

    /** Ends the membership of someone with this role. Requires the lock of the chat. */
    void leave(UserId leaver, Role role, ChatId chat) {
        Memberships memberships = work.store().memberships();
        if (role != Role.OWNER) {
            memberships.remove(chat, leaver);
            work.publish(new Event.MemberRemoved(chat, leaver, leaver));
            return;
        }
        Optional<Member> heir = memberships.heir(chat, leaver);
        if (heir.isEmpty()) {
            work.publish(new Event.ChatDeleted(chat, leaver));
            work.store().chats().remove(chat, work.now());
            return;
        }
        memberships.remove(chat, leaver);
        memberships.changeRole(chat, heir.get().user(), Role.OWNER);
        work.publish(new Event.MemberRemoved(chat, leaver, leaver));
        work.publish(new Event.MemberRoleChanged(chat, heir.get().user(), leaver, Role.OWNER));
    }
}
