package dev.messenger.application.permission;

import dev.messenger.application.chat.ChatStore;
import dev.messenger.application.chat.PrivacyChecks;
import dev.messenger.application.permission.port.Rights;
import dev.messenger.application.permission.port.Rights.ChatRight;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What someone can do, to be asked before they try: which buttons to show. The answers come from what the use cases themselves
 * decide by, and are as true as the moment: whoever tries may still be refused, for it changed meanwhile, for a rate limit or
 * for what is wrong with the values (rule E5). A question changes nothing and costs one or two statements, also for many chats or
 * messages at once. Thread-safe.
 */
public final class Abilities {

    private final Rights rights;
    private final ChatStore store;
    private final PrivacyChecks privacy;

    public Abilities(Rights rights, ChatStore store, PrivacyChecks privacy) {
        this.rights = rights;
        this.store = store;
        this.privacy = privacy;
    }

    /** All that {@code user} can do in a chat; nothing when there is none that they may see. */
    public Set<Permission> in(UserId user, ChatId chat) {
        return in(user, List.of(chat)).getOrDefault(chat, Set.of());
    }

    /** All that {@code user} can do in each of these chats; those of which there is none that they may see are missing. */
    public Map<ChatId, Set<Permission>> in(UserId user, Collection<ChatId> chats) {
        Map<ChatId, Set<Permission>> abilities = new HashMap<>();
        rights.inChats(user, chats).forEach((chat, right) -> {
            Set<Permission> inChat = in(right);
            if (!inChat.isEmpty()) {
                abilities.put(chat, inChat);
            }
        });
        return abilities;
    }

    /** The table, but for what the other side of a private chat does not want, and for who may not come back. */
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

    /** Whether {@code user} can do {@code deed} in a chat. */
    public boolean can(UserId user, Permission deed, ChatId chat) {
        return in(user, chat).contains(deed);
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
                && store.memberships().find(chat, newcomer).isEmpty()
                && privacy.allow(PrivacyRight.ADD_TO_GROUP, user, newcomer);
    }

    /** Whether {@code user} can remove {@code member}; of themself, whether they can leave. */
    public boolean canRemove(UserId user, UserId member, ChatId chat) {
        if (member.equals(user)) {
            return can(user, Permission.LEAVE, chat);
        }
        Optional<ChatRight> right = rightIn(user, chat);
        Role role = right.map(known -> known.writing().standing().role()).orElse(null);
        return role != null
                && right.filter(known -> in(known).contains(Permission.REMOVE_MEMBERS))
                        .isPresent()
                && isMember(member, chat, there -> there.isBelow(role));
    }

    /** Whether {@code user} can give {@code member} another role; the one that they have counts as that. */
    public boolean canChangeRole(UserId user, UserId member, Role role, ChatId chat) {
        return can(user, Permission.CHANGE_ROLES, chat)
                && isMember(member, chat, there -> RoleChange.isPossible(there, role));
    }

    /** Whether {@code user} can open the private chat with {@code other}: start it, or find the one that is there. */
    public boolean canOpenPrivateChat(UserId user, UserId other) {
        return !user.equals(other)
                && (store.chats().findPrivate(user, other).isPresent()
                        || privacy.allow(PrivacyRight.START_PRIVATE_CHAT, user, other));
    }

    /** What {@code user} can do with a message; {@link MessageAbilities#NONE} when they cannot see it. */
    public MessageAbilities with(UserId user, MessageId message) {
        return with(user, List.of(message)).getOrDefault(message, MessageAbilities.NONE);
    }

    /** What {@code user} can do with each of these messages, of any chats; those that they cannot see are missing. */
    public Map<MessageId, MessageAbilities> with(UserId user, Collection<MessageId> messages) {
        Map<MessageId, MessageAbilities> abilities = new HashMap<>();
        rights.onMessages(user, messages)
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

    private Optional<ChatRight> rightIn(UserId user, ChatId chat) {
        return Optional.ofNullable(rights.inChats(user, List.of(chat)).get(chat));
    }

    private boolean isMember(UserId user, ChatId chat, Predicate<Member> condition) {
        return store.memberships().find(chat, user).filter(condition).isPresent();
    }
}
