package dev.messenger.application.people.port;

import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.people.Acquaintance;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The profiles of active accounts. Each read is one round trip. Thread-safe. */
public interface People {

    /** A profile, and what its owner is to the viewer. */
    record KnownPerson(Profile profile, Acquaintance acquaintance) {}

    /** Those of {@code targets} who are there, as {@code viewer} knows them. */
    Map<UserId, KnownPerson> find(UserId viewer, Collection<UserId> targets);

    /** {@link #find(UserId, Collection)} for one person. */
    default Optional<KnownPerson> find(UserId viewer, UserId target) {
        return Optional.ofNullable(find(viewer, List.of(target)).get(target));
    }

    /** The person with this username as {@code viewer} knows them, or empty. */
    Optional<KnownPerson> find(UserId viewer, Username username);

    /**
     * One person as each of {@code viewers} knows them, deleted accounts included; empty when there never was such an account.
     */
    Map<UserId, KnownPerson> seenBy(Set<UserId> viewers, UserId target);

    /** The contacts of {@code owner} in order of id, without deleted accounts. */
    List<KnownPerson> contactsOf(UserId owner, @Nullable UserId after, int limit);

    /** The users whom {@code blocker} blocked, in order of id, without deleted accounts. */
    List<KnownPerson> blockedBy(UserId blocker, @Nullable UserId after, int limit);

    /**
     * The people whose username or name contains {@code term}, or whose email is {@code term} (rule U5): exact matches first,
     * then those that start with it, then the others. Without the viewer and those who blocked them.
     *
     * @param term at least two characters, in lower case
     */
    List<KnownPerson> search(UserId viewer, String term, int limit);

    /** Locks the profile of {@code user} until the transaction of this thread ends; empty when the account is gone. */
    Optional<Profile> lock(UserId user);

    /**
     * Stores the face, the settings and the update time of a profile.
     *
     * @throws UsernameTaken when another account has the username
     */
    void save(Profile profile);
}
