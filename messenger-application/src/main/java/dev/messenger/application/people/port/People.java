package dev.messenger.application.people.port;

import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Acquaintance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The people whom one can meet: active accounts that were not deleted. Each read is one round trip. Thread-safe. */
public interface People {

    /** A profile, and how the viewer stands to whom it is of. */
    record KnownPerson(Profile profile, Acquaintance acquaintance) {}

    /** One person, or empty. */
    Optional<KnownPerson> find(UserId viewer, UserId target);

    /**
     * One person as each of {@code viewers} knows them, also when the account was deleted since, as it is shown then; empty when there
     * never was such an account.
     */
    Map<UserId, KnownPerson> seenBy(Set<UserId> viewers, UserId target);

    /** The contacts of {@code owner} in order of id; of deleted accounts none. */
    List<KnownPerson> contactsOf(UserId owner, @Nullable UserId after, int limit);

    /** Whom {@code blocker} blocked, in order of id; of deleted accounts none. */
    List<KnownPerson> blockedBy(UserId blocker, @Nullable UserId after, int limit);

    /**
     * Whose username or name has {@code term} in it, or whose whole email it is (rule U5): the exact username first, then those
     * that begin with it, then others. Not the viewer, and nobody who blocked them.
     *
     * @param term at least two characters, in lower case
     */
    List<KnownPerson> search(UserId viewer, String term, int limit);

    /** The profile of {@code user}, held against other changes until the transaction of this thread ends; empty when gone. */
    Optional<Profile> hold(UserId user);

    /**
     * Stores face, settings and the moment of change of a profile.
     *
     * @throws UsernameTaken when another account has the username
     */
    void save(Profile profile);
}
