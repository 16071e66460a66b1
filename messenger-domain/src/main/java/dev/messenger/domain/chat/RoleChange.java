package dev.messenger.domain.chat;

import dev.messenger.domain.shared.RuleViolation;

/** What changes of role are there (rule H9). The right to change roles at all stands in {@link Permissions}. */
public enum RoleChange {
    /** The member has that role already. */
    NONE,
    /** The member becomes admin or plain member. */
    ASSIGNMENT,
    /** The member becomes the owner, and who was it becomes an admin. */
    HAND_OVER;

    /** Whether an owner can give {@code member} the role {@code wanted}; they cannot lower themselves. */
    public static boolean isPossible(Member member, Role wanted) {
        return member.role() == wanted || member.role() != Role.OWNER;
    }

    /**
     * What it is when an owner gives {@code member} the role {@code wanted}.
     *
     * @throws RuleViolation when the owner would lower themselves
     */
    public static RoleChange of(Member member, Role wanted) {
        if (!isPossible(member, wanted)) {
            throw new RuleViolation(
                    "owner_cannot_step_down",
                    "role: an owner stays owner until the chat is handed over to another member.");
        }
        if (member.role() == wanted) {
            return NONE;
        }
        return wanted == Role.OWNER ? HAND_OVER : ASSIGNMENT;
    }
}
