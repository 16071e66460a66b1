package dev.messenger.domain.chat;

import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.RuleViolation;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The standing of a user in an existing chat, which decides what they may do in it.
 *
 * @param role null for a user who is not a member
 */
public record Standing(
        ChatType type, boolean isPublic, @Nullable Role role) {

    /** All permissions. */
    public Set<Permission> permissions() {
        return Permissions.of(type, isPublic, role);
    }

    /** Whether the user has a permission. */
    public boolean may(Permission permission) {
        return permissions().contains(permission);
    }

    /** Whether the user is a member. */
    public boolean isMember() {
        return role != null;
    }

    /**
     * Requires a permission.
     *
     * @throws ChatNotFound when the user may not see the chat (rule C6)
     * @throws RuleViolation {@code private_chat} when the action does not exist in private chats (rules H8, H9)
     * @throws Forbidden {@code not_a_member} or {@code not_permitted}
     */
    public void require(Permission permission) {
        if (may(permission)) {
            return;
        }
        if (!may(Permission.SEE_CHAT)) {
            throw new ChatNotFound();
        }
        if (!Permissions.exist(type, permission)) {
            throw new RuleViolation(
                    "private_chat",
                    "This is a private chat: only in groups and channels one can " + permission.action() + ".");
        }
        if (role == null) {
            throw new Forbidden("not_a_member", "Only members may " + permission.action() + ". Join it first.");
        }
        throw new Forbidden(
                "not_permitted",
                "As " + role.name().toLowerCase(Locale.ROOT) + " you may not " + permission.action() + ".");
    }
}
