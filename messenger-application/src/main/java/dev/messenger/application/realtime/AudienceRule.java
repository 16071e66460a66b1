package dev.messenger.application.realtime;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.event.Event;

/** Which members of a chat hear of what happens in it (rules R2, R4). */
final class AudienceRule {

    private AudienceRule() {}

    /**
     * Whether a member hears of an event that is for the members of its chat.
     *
     * @param standing of the member at this moment
     */
    static boolean hears(UserId member, Standing standing, Event event) {
        return standing.may(Permission.READ)
                && switch (event) {
                    case Event.MemberRemoved removed -> !removed.member().equals(member) && seesMembers(standing);
                    case Event.OfMember about -> about.member().equals(member) || seesMembers(standing);
                    case Event.MessageDelivered ignored -> standing.type() != ChatType.CHANNEL;
                    case Event.MessageRead ignored -> standing.type() != ChatType.CHANNEL;
                    default -> true;
                };
    }

    private static boolean seesMembers(Standing standing) {
        return standing.may(Permission.SEE_MEMBERS);
    }
}
