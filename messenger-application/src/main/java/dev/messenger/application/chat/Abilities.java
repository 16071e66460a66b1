package dev.messenger.application.chat;

import dev.messenger.application.chat.port.ChatPorts;
import dev.messenger.application.chat.port.Rights.ChatRight;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.RoleChange;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.people.PrivacyRight;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a user can do, for a client that decides which buttons to show. The answers follow the rules that the use cases apply. An
 * action may still be refused: something changed meanwhile, a rate limit is reached, or a value is invalid (rule E5). A question
 * changes nothing and costs one or two statements, also for many chats or messages at once. Thread-safe.
 */
public final class Abilities {

    private final ChatPorts ports;
    private final PrivacyChecks privacy;

    Abilities(ChatPorts ports, PrivacyChecks privacy) {
        this.ports = ports;
        this.privacy = privacy;
    }

    /** All permissions of {@code user} in a chat; none when there is no chat that they may see. */
    public Set<Permission> in(UserId user, ChatId chat) {
        return in(user, List.of(chat)).getOrDefault(chat, Set.of());
    }

    /** All permissions of {@code user} in each of these chats; chats that they may not see are missing. */
    public Map<ChatId, Set<Permission>> in(UserId user, Collection<ChatId> chats) {
        Map<ChatId, Set<Permission>> abilities = new HashMap<>();
        ports.rights().inChats(user, chats).forEach((chat, right) -> {
            Set<Permission> inChat = in(right);
            if (!inChat.isEmpty()) {
                abilities.put(chat, inChat);
            }
        });
        return abilities;
    }

    /** The table of permissions, without what the privacy of a counterpart or a ban forbids. */
    private static Set<Permission> in(ChatRight right) {
        Set<Permission> may = EnumSet.noneOf(Permission.class);
        may.addAll(right.writing().standing().permissions());
        if (!right.writing().mayPost()) {
            may.remove(Permission.POST);
        }
        if (!right.writing().mayReact()) {
            may.remove(Permission.REACT);
        }
        if (right.isBanned()) {
            may.remove(Permission.JOIN);
        }
        return may;
    }

    /** Whether {@code user} has a permission in a chat. */
    public boolean can(UserId user, Permission permission, ChatId chat) {
        return in(user, chat).contains(permission);
    }

    /** Whether {@code user} can see a chat. */
    public boolean canSee(UserId user, ChatId chat) {
        return can(user, Permission.SEE_CHAT, chat);
    }

    /** Whether {@code user} can post in a chat. */
    public boolean canPost(UserId user, ChatId chat) {
        return can(user, Permission.POST, chat);
    }

    /** Whether {@code user} can make {@code newcomer} a member. */
    public boolean canAdd(UserId user, UserId newcomer, ChatId chat) {
        return can(user, Permission.ADD_MEMBERS, chat)
                && ports.memberships().find(chat, newcomer).isEmpty()
                && privacy.allow(PrivacyRight.ADD_TO_GROUP, user, newcomer);
    }

    /** Whether {@code user} can remove {@code member}; for themselves, whether they can leave. */
    public boolean canRemove(UserId user, UserId member, ChatId chat) {
        if (member.equals(user)) {
            return can(user, Permission.LEAVE, chat);
        }
        ChatRight right = ports.rights().inChats(user, List.of(chat)).get(chat);
        if (right == null || !in(right).contains(Permission.REMOVE_MEMBERS)) {
            return false;
        }
        Role role = right.writing().standing().role();
        return role != null && isMember(member, chat, other -> other.isBelow(role));
    }

    /** Whether {@code user} can give {@code member} a role, the present one included. */
    public boolean canChangeRole(UserId user, UserId member, Role role, ChatId chat) {
        return can(user, Permission.CHANGE_ROLES, chat)
                && isMember(member, chat, other -> RoleChange.isPossible(other, role));
    }

    /** Whether {@code user} can open the private chat with {@code other}: the existing one, or a new one. */
    public boolean canOpenPrivateChat(UserId user, UserId other) {
        return !user.equals(other)
                && (ports.chats().findPrivate(user, other).isPresent()
                        || privacy.allow(PrivacyRight.START_PRIVATE_CHAT, user, other));
    }

    /** What {@code user} can do with a message; {@link MessageAbilities#NONE} when they cannot see it. */
    public MessageAbilities with(UserId user, MessageId message) {
        return with(user, List.of(message)).getOrDefault(message, MessageAbilities.NONE);
    }

    /** What {@code user} can do with each of these messages, of any chats; messages that they cannot see are missing. */
    public Map<MessageId, MessageAbilities> with(UserId user, Collection<MessageId> messages) {
        Map<MessageId, MessageAbilities> abilities = new HashMap<>();
        ports.rights()
                .onMessages(user, messages)
                .forEach((message, right) -> abilities.put(message, MessageAbilities.of(right)));
        return abilities;
    }

    /** Whether {@code user} can see a message. */
    public boolean canSee(UserId user, MessageId message) {
        return with(user, List.of(message)).containsKey(message);
    }

    /** Whether {@code user} can edit a message. */
    public boolean canEdit(UserId user, MessageId message) {
        return with(user, message).canEdit();
    }

    /** Whether {@code user} can delete a message for everyone. */
    public boolean canDeleteForAll(UserId user, MessageId message) {
        return with(user, message).canDeleteForAll();
    }

    private boolean isMember(UserId user, ChatId chat, Predicate<Member> condition) {
        return ports.memberships().find(chat, user).filter(condition).isPresent();
    }
}
