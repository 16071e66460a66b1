package dev.messenger.domain.chat;

import dev.messenger.domain.shared.RuleViolation;

/** The kinds of role change (rule H9). {@link Permissions} says who may change roles. */
public enum RoleChange {
    /** The member has that role already. */
    NONE,
    /** The member becomes admin or plain member. */
    ASSIGNMENT,
    /** The member becomes the owner, and the former owner an admin. */
    HAND_OVER;

    /** Whether an owner can give {@code member} a role; owners cannot lower themselves. */
    public static boolean isPossible(Member member, Role role) {
        return member.role() == role || member.role() != Role.OWNER;
    }

    /**
     * The kind of change when an owner gives {@code member} a role.
     *
     * @throws RuleViolation when the owner would lower themselves
     */
    public static RoleChange of(Member member, Role role) {
        if (!isPossible(member, role)) {
            throw new RuleViolation(
                    "owner_cannot_step_down",
                    "role: an owner stays owner until the chat is handed over to another member.");
        }
        if (member.role() == role) {
            return NONE;
        }
        return role == Role.OWNER ? HAND_OVER : ASSIGNMENT;
    }
}
