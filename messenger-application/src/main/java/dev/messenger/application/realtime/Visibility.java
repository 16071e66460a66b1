package dev.messenger.application.realtime;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.event.Event;

/** How much of an event in a chat one member may see (rules R2, R4). */
enum Visibility {
    NOTHING,
    /** Not the event itself, but the counts of the chat after it (rule R9). */
    COUNTS,
    ALL;

    /**
     * How much {@code member} may see of an event that is addressed to all members of its chat.
     *
     * @param standing the member's current standing in that chat
     */
    static Visibility of(Event.OfChat event, UserId member, Standing standing) {
        if (!standing.may(Permission.READ)) {
            return NOTHING;
        }
        boolean seesMembers = standing.may(Permission.SEE_MEMBERS);
        return switch (event) {
            case Event.MemberRemoved removed -> removed.member().equals(member) ? NOTHING : seesMembers ? ALL : COUNTS;
            case Event.MemberAdded added -> seesMembers || added.member().equals(member) ? ALL : COUNTS;
            case Event.MemberRoleChanged changed ->
                seesMembers || changed.member().equals(member) ? ALL : NOTHING;
            case Event.MessageDelivered ignored -> receipt(standing);
            case Event.MessageRead ignored -> receipt(standing);
            default -> ALL;
        };
    }

    /** Members who may post in a channel learn how far it was read, and not by whom. */
    private static Visibility receipt(Standing standing) {
        if (standing.type() != ChatType.CHANNEL) {
            return ALL;
        }
        return standing.may(Permission.POST) ? COUNTS : NOTHING;
    }

    /** Whether a member may see how far the others have received and read. */
    static boolean includesProgress(Standing standing) {
        return standing.type() != ChatType.CHANNEL || standing.may(Permission.POST);
    }
}
