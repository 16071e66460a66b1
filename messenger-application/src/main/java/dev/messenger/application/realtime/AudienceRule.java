package dev.messenger.application.realtime;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.event.Event;

/** Which members of a chat hear of what happens in it (rules R2, R4). */
final class AudienceRule {

    /** What a member hears of an event. */
    enum Visibility {
        NOTHING,
        /** Not what happened, but how the chat's counts are since (rule R9). */
        COUNTS,
        ALL
    }

    private AudienceRule() {}

    /**
     * What a member hears of an event that is for the members of its chat.
     *
     * @param standing of the member at this moment
     */
    static Visibility hearing(UserId member, Standing standing, Event.OfChat event) {
        if (!standing.may(Permission.READ)) {
            return Visibility.NOTHING;
        }
        return switch (event) {
            case Event.MemberRemoved removed ->
                removed.member().equals(member) ? Visibility.NOTHING : countedUnless(seesMembers(standing));
            case Event.MemberAdded added -> countedUnless(added.member().equals(member) || seesMembers(standing));
            case Event.MemberRoleChanged changed ->
                changed.member().equals(member) || seesMembers(standing) ? Visibility.ALL : Visibility.NOTHING;
            case Event.MessageDelivered ignored -> receipt(standing);
            case Event.MessageRead ignored -> receipt(standing);
            default -> Visibility.ALL;
        };
    }

    private static Visibility countedUnless(boolean all) {
        return all ? Visibility.ALL : Visibility.COUNTS;
    }

    /** Who posts into a channel learns how far it got, and not with whom. */
    private static Visibility receipt(Standing standing) {
        if (standing.type() != ChatType.CHANNEL) {
            return Visibility.ALL;
        }
        return standing.may(Permission.POST) ? Visibility.COUNTS : Visibility.NOTHING;
    }

    /** Whether a member is shown how far the others got. */
    static boolean seesProgress(Standing standing) {
        return standing.type() != ChatType.CHANNEL || standing.may(Permission.POST);
    }

    private static boolean seesMembers(Standing standing) {
        return standing.may(Permission.SEE_MEMBERS);
    }
}
