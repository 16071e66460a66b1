package dev.messenger.application.chat;

import dev.messenger.application.people.port.Presence;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.PresenceStatus;
import dev.messenger.domain.people.PrivacyRight;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a viewer may see of the people in their chats (rule U3).
 *
 * @param online the members who are online
 * @param statuses of counterparts
 * @param acquaintances of the viewer with counterparts and with the members who are online
 */
record VisiblePeople(
        Set<UserId> online, Map<UserId, PresenceStatus> statuses, Map<UserId, Acquaintance> acquaintances) {

    /** Looks presence up first, then acquaintances with only those for whom it matters. */
    static VisiblePeople of(
            ChatPeople people, Presence presence, Function<Set<UserId>, Map<UserId, Acquaintance>> acquaintances) {
        Set<UserId> online = people.members().isEmpty() ? Set.of() : presence.online(people.members());
        Set<UserId> relevant = new HashSet<>(people.counterparts());
        relevant.addAll(online);
        if (relevant.isEmpty()) {
            return new VisiblePeople(Set.of(), Map.of(), Map.of());
        }
        Map<UserId, PresenceStatus> statuses =
                people.counterparts().isEmpty() ? Map.of() : presence.of(people.counterparts());
        return new VisiblePeople(online, statuses, acquaintances.apply(relevant));
    }

    PresenceStatus statusOf(UserId user) {
        Acquaintance acquaintance = acquaintances.get(user);
        return acquaintance == null
                ? PresenceStatus.UNKNOWN
                : statuses.getOrDefault(user, PresenceStatus.UNKNOWN).asShownTo(acquaintance);
    }

    int countOnline(Collection<UserId> users) {
        return (int) users.stream()
                .filter(user -> online.contains(user) && may(user, PrivacyRight.SEE_PRESENCE))
                .count();
    }

    boolean may(UserId user, PrivacyRight right) {
        Acquaintance acquaintance = acquaintances.get(user);
        return acquaintance != null && acquaintance.may(right);
    }
}
