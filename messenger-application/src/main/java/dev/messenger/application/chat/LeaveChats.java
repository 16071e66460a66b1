package dev.messenger.application.chat;

import dev.messenger.application.chat.port.Chats.LockedChat;
import dev.messenger.application.chat.port.Memberships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.RuleViolation;
import java.util.Optional;

/** Ends memberships; when the owner leaves, the heir becomes the owner (rule H9). */
final class LeaveChats {

    private final ChatUnitOfWork work;

    LeaveChats(ChatUnitOfWork work) {
        this.work = work;
    }

    /**
     * Ends a membership.
     *
     * @param locked the chat, locked by {@code leaver}
     * @throws RuleViolation when it is a private chat
     * @throws Forbidden when {@code leaver} is not a member
     */
    void leave(UserId leaver, ChatId chat, LockedChat locked) {
        locked.standing().require(Permission.LEAVE);
        Memberships memberships = work.store().memberships();
        boolean isOwner = locked.standing().role() == Role.OWNER;
        Optional<UserId> heir = isOwner ? memberships.heir(chat, leaver).map(Member::user) : Optional.empty();
        if (isOwner && heir.isEmpty()) {
            work.publish(new Event.ChatDeleted(chat, leaver));
            work.store().chats().remove(chat, work.now());
            return;
        }
        memberships.remove(chat, leaver);
        work.publish(new Event.MemberRemoved(chat, leaver, leaver));
        heir.ifPresent(user -> {
            memberships.changeRole(chat, user, Role.OWNER);
            work.publish(new Event.MemberRoleChanged(chat, user, leaver, Role.OWNER));
        });
    }
}
