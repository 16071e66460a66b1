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
 * Who may do what, in one table (rules H6, H9, H10, M1): every endpoint, the realtime stream and the library's questions
 * read it here and nowhere else.
 */
public final class Permissions {

    private static final Set<Permission> PRIVATE_MEMBER =
            Set.of(SEE_CHAT, READ, ARRANGE, POST, REACT, PIN, SEE_MEMBERS, DELETE_FOR_ALL);

    private static final Set<Permission> GROUP_MEMBER =
            Set.of(SEE_CHAT, READ, ARRANGE, POST, REACT, SEE_MEMBERS, LEAVE);
    private static final Set<Permission> CHANNEL_MEMBER = Set.of(SEE_CHAT, READ, ARRANGE, REACT, LEAVE);

    private static final Set<Permission> ADMIN = Set.of(
            SEE_CHAT,
            READ,
            ARRANGE,
            POST,
            REACT,
            MODERATE,
            PIN,
            EDIT_PROFILE,
            SEE_MEMBERS,
            ADD_MEMBERS,
            REMOVE_MEMBERS,
            INVITE,
            LEAVE);
    private static final Set<Permission> OWNER = with(ADMIN, CHANGE_ROLES, DELETE_FOR_ALL);

    /** Someone signed in who is no member of a public group or channel (rule H6). */
    private static final Set<Permission> PUBLIC_VISITOR = Set.of(SEE_CHAT, JOIN);

    /** What has no meaning between two people, or with oneself: asking for it is a mistake rather than a presumption. */
    private static final Set<Permission> NOT_IN_PRIVATE_CHATS =
            Set.of(EDIT_PROFILE, ADD_MEMBERS, REMOVE_MEMBERS, CHANGE_ROLES, INVITE, LEAVE);

    private Permissions() {}

    /** What a member of {@code role} may do in a chat of {@code type}. */
    public static Set<Permission> of(ChatType type, Role role) {
        return switch (type) {
            case PRIVATE -> PRIVATE_MEMBER;
            case GROUP ->
                switch (role) {
                    case OWNER -> OWNER;
                    case ADMIN -> ADMIN;
                    case MEMBER -> GROUP_MEMBER;
                };
            case CHANNEL ->
                switch (role) {
                    case OWNER -> OWNER;
                    case ADMIN -> ADMIN;
                    case MEMBER -> CHANNEL_MEMBER;
                };
        };
    }

    /** What anyone signed in may do in a chat of which they are no member. */
    public static Set<Permission> ofVisitor(boolean chatIsPublic) {
        return chatIsPublic ? PUBLIC_VISITOR : Set.of();
    }

    /** Whether the thing exists at all in chats of {@code type} (rules H8, H9). */
    static boolean makeSense(ChatType type, Permission permission) {
        return type != ChatType.PRIVATE || !NOT_IN_PRIVATE_CHATS.contains(permission);
    }

    static Set<Permission> of(ChatType type, boolean chatIsPublic, @Nullable Role role) {
        return role == null ? ofVisitor(chatIsPublic) : of(type, role);
    }

    private static Set<Permission> with(Set<Permission> base, Permission... more) {
        Set<Permission> all = EnumSet.copyOf(base);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
