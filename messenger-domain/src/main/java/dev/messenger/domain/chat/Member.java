package dev.messenger.domain.chat;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Forbidden;
import java.time.Instant;
import java.util.Comparator;

/**
 * Someone in a chat.
 *
 * @param id of this membership: the later someone came, the higher; leaving and coming back makes a new one
 */
public record Member(long id, UserId user, Role role, Instant joinedAt) {

    /**
     * Owner, admins, members, and of one role the longest-standing first. So stand the members in a list (rule H10), and the
     * first one behind an owner who leaves is the heir (rule H9).
     */
    public static final Comparator<Member> SENIORITY =
            Comparator.comparing(Member::role).thenComparingLong(Member::id);

    /** Whether this member's role is below {@code actor}. */
    public boolean isBelow(Role actor) {
        return actor.above(role);
    }

    /**
     * Passes when this member's role is below {@code actor}: what removing asks for (rule H9).
     *
     * @throws Forbidden when it is not
     */
    public void requireBelow(Role actor) {
        if (!isBelow(actor)) {
            throw new Forbidden("not_above_member", "You may remove only members whose role is below yours.");
        }
    }
}
