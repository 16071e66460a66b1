package dev.messenger.domain.chat;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Forbidden;
import java.time.Instant;
import java.util.Comparator;

/**
 * A member of a chat.
 *
 * @param id the id of the membership; a later one is higher, and returning to a chat makes a new one
 */
public record Member(long id, UserId user, Role role, Instant joinedAt) {

    /**
     * Owner, admins, members; within a role the longest-standing first. This is the order of member lists (rule H10), and the first
     * one behind an owner who leaves succeeds them (rule H9).
     */
    public static final Comparator<Member> SENIORITY =
            Comparator.comparing(Member::role).thenComparingLong(Member::id);

    /** Whether this member ranks below {@code actor}. */
    public boolean isBelow(Role actor) {
        return actor.above(role);
    }

    /**
     * Requires that this member's role is below {@code actor}, as removing a member does (rule H9).
     *
     * @throws Forbidden when it is not
     */
    public void requireBelow(Role actor) {
        if (!isBelow(actor)) {
            throw new Forbidden("not_above_member", "You may remove only members whose role is below yours.");
        }
    }
}
