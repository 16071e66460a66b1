package dev.messenger.domain.chat;

import static dev.messenger.domain.chat.Permission.ADD_MEMBERS;
import static dev.messenger.domain.chat.Permission.ARRANGE;
import static dev.messenger.domain.chat.Permission.CHANGE_ROLES;
import static dev.messenger.domain.chat.Permission.DELETE_FOR_ALL;
import static dev.messenger.domain.chat.Permission.EDIT_PROFILE;
import static dev.messenger.domain.chat.Permission.INVITE;
import static dev.messenger.domain.chat.Permission.JOIN;
import static dev.messenger.domain.chat.Permission.LEAVE;
import static dev.messenger.domain.chat.Permission.MODERATE;
import static dev.messenger.domain.chat.Permission.PIN;
import static dev.messenger.domain.chat.Permission.POST;
import static dev.messenger.domain.chat.Permission.REACT;
import static dev.messenger.domain.chat.Permission.READ;
import static dev.messenger.domain.chat.Permission.REMOVE_MEMBERS;
import static dev.messenger.domain.chat.Permission.SEE_CHAT;
import static dev.messenger.domain.chat.Permission.SEE_MEMBERS;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of permissions (rules H6, H9, H10, M1), which all endpoints, the realtime stream and the questions of the library
 * share.
 */
final class Permissions {

    private static final Set<Permission> PRIVATE_MEMBER =
            Set.of(SEE_CHAT, READ, ARRANGE, POST, REACT, PIN, SEE_MEMBERS, DELETE_FOR_ALL);

    private static final Set<Permission> GROUP_MEMBER =
            Set.of(SEE_CHAT, READ, ARRANGE, POST, REACT, SEE_MEMBERS, LEAVE);
    private static final Set<Permission> CHANNEL_MEMBER = Set.of(SEE_CHAT, READ, ARRANGE, REACT, LEAVE);

    private static final Set<Permission> ADMIN =
            with(GROUP_MEMBER, MODERATE, PIN, EDIT_PROFILE, ADD_MEMBERS, REMOVE_MEMBERS, INVITE);
    private static final Set<Permission> OWNER = with(ADMIN, CHANGE_ROLES, DELETE_FOR_ALL);

    /** A user who is not a member of a public group or channel (rule H6). */
    private static final Set<Permission> PUBLIC_VISITOR = Set.of(SEE_CHAT, JOIN);

    /** Actions that do not exist in private chats: requesting one is a rule violation, not a lack of permission. */
    private static final Set<Permission> NOT_IN_PRIVATE_CHATS =
            Set.of(EDIT_PROFILE, ADD_MEMBERS, REMOVE_MEMBERS, CHANGE_ROLES, INVITE, LEAVE);

    private Permissions() {}

    /** @param role null for a user who is not a member */
    static Set<Permission> of(ChatType type, boolean chatIsPublic, @Nullable Role role) {
        if (role == null) {
            return chatIsPublic ? PUBLIC_VISITOR : Set.of();
        }
        if (type == ChatType.PRIVATE) {
            return PRIVATE_MEMBER;
        }
        return switch (role) {
            case OWNER -> OWNER;
            case ADMIN -> ADMIN;
            case MEMBER -> type == ChatType.GROUP ? GROUP_MEMBER : CHANNEL_MEMBER;
        };
    }

    /** Whether the action exists in chats of {@code type} (rules H8, H9). */
    static boolean exist(ChatType type, Permission permission) {
        return type != ChatType.PRIVATE || !NOT_IN_PRIVATE_CHATS.contains(permission);
    }

    private static Set<Permission> with(Set<Permission> base, Permission... more) {
        Set<Permission> all = EnumSet.copyOf(base);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
