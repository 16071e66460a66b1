package dev.messenger.application.people;

import dev.messenger.application.people.port.People;
import dev.messenger.application.people.port.Presence;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.PresenceStatus;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Tells who is online, as far as a viewer may see it (rules P3, U3). Thread-safe. */
public final class PeoplePresence {

    private final People people;
    private final Presence presence;

    public PeoplePresence(People people, Presence presence) {
        this.people = people;
        this.presence = presence;
    }

    /**
     * The presence of users, in two round trips. Someone whose presence is hidden looks like someone of whom nothing is known.
     *
     * @return an entry for each of {@code users} who is there, in order of id
     */
    public Map<UserId, PresenceStatus> of(UserId viewer, Collection<UserId> users) {
        Map<UserId, PresenceStatus> known = presence.of(users);
        Map<UserId, PresenceStatus> shown = new TreeMap<>();
        people.find(viewer, users)
                .forEach((user, person) -> shown.put(
                        user, known.getOrDefault(user, PresenceStatus.UNKNOWN).asShownTo(person.acquaintance())));
        return shown;
    }
}
