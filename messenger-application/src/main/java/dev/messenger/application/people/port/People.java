package dev.messenger.application.people.port;

import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.search.SearchTerms;
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
     * The people whose username and name contain the terms, and the one who has the email (rule U5): that one and the exact username
     * first, then those whose username or name starts with the whole query, then the others. Without the viewer and those who blocked
     * them.
     *
     * @param email null when the query is no address
     */
    List<KnownPerson> search(UserId viewer, SearchTerms terms, @Nullable Email email, int limit);

    /** Locks the profile of {@code user} until the transaction of this thread ends; empty when the account is gone. */
    Optional<Profile> lock(UserId user);

    /**
     * Stores the face, the settings and the update time of a profile.
     *
     * @throws UsernameTaken when another account has the username
     */
    void save(Profile profile);
}
