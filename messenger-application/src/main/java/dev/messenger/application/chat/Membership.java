package dev.messenger.application.chat;

import dev.messenger.application.chat.port.Memberships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.RoleChange;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.people.PrivacyRight;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.NotFound;
import dev.messenger.domain.shared.RuleViolation;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members of groups and channels and their roles (rules H9, H10, H16, H17). Thread-safe. */
public final class Membership {

    private final ChatUnitOfWork work;
    private final PrivacyChecks privacy;
    private final ChatCaps caps;
    private final LeaveChats leaving;
    private final Memberships memberships;

    Membership(ChatUnitOfWork work, PrivacyChecks privacy, ChatCaps caps) {
        this.work = work;
        this.privacy = privacy;
        this.caps = caps;
        this.leaving = new LeaveChats(work);
        this.memberships = work.store().memberships();
    }

    /**
     * Members by user id, ascending.
     *
     * @param after exclusive bound, null for the first page
     * @param limit 1 to 200
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws Forbidden when the caller may not see the list
     */
    public List<Member> page(UserId caller, ChatId chat, @Nullable UserId after, int limit) {
        work.store().chats().require(chat, caller, Permission.SEE_MEMBERS);
        return memberships.page(chat, after, limit);
    }

    /**
     * Adds a member; a user who was removed before may be added again.
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws RuleViolation when it is a private chat, {@code too_many_members} or {@code too_many_chats}
     * @throws Forbidden when the caller may not add members, or the newcomer does not allow it
     * @throws NotFound when there is no such user
     * @throws AlreadyMember when the newcomer is a member already
     */
    public Member add(UserId caller, ChatId chat, UserId newcomer) {
        return work.locked(caller, chat, locked -> {
            locked.standing().require(Permission.ADD_MEMBERS);
            if (memberships.find(chat, newcomer).isPresent()) {
                throw new AlreadyMember();
            }
            privacy.require(PrivacyRight.ADD_TO_GROUP, caller, Set.of(newcomer), "user_id");
            caps.requireRoom(locked.standing().type(), locked.membersCount() + 1);
            caps.requireRoom(Set.of(newcomer), "user_id");
            memberships.unban(chat, newcomer);
            Member member = memberships.add(chat, newcomer, work.now());
            work.publish(new Event.MemberAdded(chat, newcomer, caller));
            return member;
        });
    }

    /**
     * Removes a member and bans them from joining again; to remove oneself is to leave.
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws RuleViolation when it is a private chat
     * @throws Forbidden when the caller does not rank above the member
     * @throws MemberNotFound when there is no such member
     */
    public void remove(UserId caller, ChatId chat, UserId target) {
        if (target.equals(caller)) {
            leave(caller, chat);
            return;
        }
        work.locked(caller, chat, locked -> {
            locked.standing().require(Permission.REMOVE_MEMBERS);
            Member member = memberships.find(chat, target).orElseThrow(MemberNotFound::new);
            member.requireBelow(Objects.requireNonNull(locked.standing().role()));
            memberships.remove(chat, target);
            memberships.ban(chat, target);
            work.publish(new Event.MemberRemoved(chat, target, caller));
            return member;
        });
    }

    /**
     * Ends the caller's membership. When the owner leaves, the most senior member becomes the owner; when nobody is left, the chat is deleted.
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws RuleViolation when it is a private chat
     * @throws Forbidden when the caller is not a member
     */
    public void leave(UserId caller, ChatId chat) {
        work.locked(caller, chat, locked -> {
            leaving.leave(caller, chat, locked);
            return chat;
        });
    }

    /**
     * Leaves every group and channel when an account is deleted (rule A11). Each is a transaction of its own unless the caller is in one.
     */
    public void leaveAll(UserId user) {
        for (ChatId chat : memberships.groupsAndChannelsOf(user)) {
            work.inTransaction(() -> {
                work.store()
                        .chats()
                        .lock(chat, user)
                        .filter(locked -> locked.standing().isMember())
                        .ifPresent(locked -> leaving.leave(user, chat, locked));
                return chat;
            });
        }
    }

    /**
     * Changes the role of a member. To assign the owner role is to hand the chat over; the old owner becomes an admin.
     *
     * @return the member with the new role
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws RuleViolation when it is a private chat, the owner would demote themselves, or {@code too_many_chats}: the new owner owns
     *     as many as they may
     * @throws Forbidden when the caller is not the owner
     * @throws MemberNotFound when there is no such member
     */
    public Member changeRole(UserId caller, ChatId chat, UserId target, Role role) {
        return work.locked(caller, chat, locked -> {
            locked.standing().require(Permission.CHANGE_ROLES);
            Member member = memberships.find(chat, target).orElseThrow(MemberNotFound::new);
            switch (RoleChange.of(member, role)) {
                case NONE -> {}
                case ASSIGNMENT -> assign(chat, target, role, caller);
                case HAND_OVER -> {
                    caps.requireOwnableBy(target, "user_id");
                    assign(chat, caller, Role.ADMIN, caller);
                    assign(chat, target, Role.OWNER, caller);
                }
            }
            return new Member(member.id(), target, role, member.joinedAt());
        });
    }

    private void assign(ChatId chat, UserId user, Role role, UserId actor) {
        memberships.changeRole(chat, user, role);
        work.publish(new Event.MemberRoleChanged(chat, user, actor, role));
    }
}
