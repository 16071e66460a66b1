package dev.messenger.domain.chat;

import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.RuleViolation;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How someone stands to a chat that exists: all that decides what they may do in it.
 *
 * @param role null for someone who is no member
 */
public record Standing(
        ChatType type, boolean isPublic, @Nullable Role role) {

    /** All that they may do. */
    public Set<Permission> permissions() {
        return Permissions.of(type, isPublic, role);
    }

    /** Whether they may do it. */
    public boolean may(Permission permission) {
        return permissions().contains(permission);
    }

    /** Whether they are a member. */
    public boolean isMember() {
        return role != null;
    }

    /**
     * Passes when they may do it.
     *
     * @throws ChatNotFound when they may not even see the chat (rule C6)
     * @throws RuleViolation when there is no such thing in a private chat: {@code private_chat} (rules H8, H9)
     * @throws Forbidden when they can see it and may not do this: {@code not_a_member} or {@code not_permitted}
     */
    public void require(Permission permission) {
        if (may(permission)) {
            return;
        }
        if (!may(Permission.SEE_CHAT)) {
            throw new ChatNotFound();
        }
        if (!Permissions.makeSense(type, permission)) {
            throw new RuleViolation(
                    "private_chat",
                    "This is a private chat: only in groups and channels one can " + permission.deed() + ".");
        }
        if (role == null) {
            throw new Forbidden("not_a_member", "Only members may " + permission.deed() + ". Join it first.");
        }
        throw new Forbidden(
                "not_permitted",
                "As " + role.name().toLowerCase(Locale.ROOT) + " you may not " + permission.deed() + ".");
    }
}
