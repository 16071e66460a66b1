package dev.messenger.application.chat;

import dev.messenger.application.chat.port.Memberships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.event.Event;
import java.util.Optional;

/** Leaving, and what becomes of a chat whose owner leaves (rule H9). */
final class Departures {

    private final ChatUnitOfWork work;

    Departures(ChatUnitOfWork work) {
        this.work = work;
    }

    /** Ends the membership of someone of this role; to be called with the chat locked. */
    void leave(UserId leaver, Role role, ChatId chat) {
        Memberships memberships = work.store().memberships();
        if (role != Role.OWNER) {
            memberships.remove(chat, leaver);
            work.tell(new Event.MemberRemoved(chat, leaver, leaver));
            return;
        }
        Optional<Member> heir = memberships.heir(chat, leaver);
        if (heir.isEmpty()) {
            work.tell(new Event.ChatDeleted(chat, leaver));
            work.store().chats().remove(chat, work.now());
            return;
        }
        memberships.remove(chat, leaver);
        memberships.changeRole(chat, heir.get().user(), Role.OWNER);
        work.tell(new Event.MemberRemoved(chat, leaver, leaver));
        work.tell(new Event.MemberRoleChanged(chat, heir.get().user(), leaver, Role.OWNER));
    }
}
