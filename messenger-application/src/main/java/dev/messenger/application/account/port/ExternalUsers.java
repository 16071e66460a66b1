package dev.messenger.application.account.port;

import dev.messenger.domain.account.ExternalId;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The users of the program that embeds the messenger (rule E1). Others can find them, but they have no {@link Accounts account}: no
 * email, no password, no sign-in. Thread-safe.
 */
public interface ExternalUsers {

    /**
     * Stores a user, or the new names of the existing user with this external id. Concurrent calls store one user. Writes nothing
     * when nothing changes.
     *
     * @throws UsernameTaken when someone else has the username
     */
    UserId put(ExternalUser user, Instant at);

    /** The user with this external id and these names, or empty. */
    Optional<UserId> findExactly(ExternalUser user);

    /** The user of this external id, or empty. */
    Optional<UserId> find(ExternalId id);

    /** The external ids of those of {@code users} that have one. */
    Map<UserId, ExternalId> externalIds(Collection<UserId> users);
}
