package dev.messenger.application.account.port;

import dev.messenger.domain.account.ExternalId;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Who of the users belongs to the program that embeds the messenger, and what it calls them (rule E1). Such a user is one
 * whom others can meet, and has no {@link Accounts account}: no email, no password, nothing to sign in with. Thread-safe.
 */
public interface ExternalUsers {

    /**
     * Stores {@code user} as someone whom others can meet; who is there under this external id keeps their {@link UserId} and
     * takes the names given. Many at the same instant store one user. What is the same already is not written.
     *
     * @throws UsernameTaken when someone else has the username
     */
    UserId put(ExternalUser user, Instant at);

    /** The user of this external id, when the names are the ones given; else empty. */
    Optional<UserId> findExactly(ExternalUser user);

    /** The user of this external id, or empty. */
    Optional<UserId> find(ExternalId id);

    /** What those of {@code users} are called who belong to the embedding program; the others are missing. */
    Map<UserId, ExternalId> externalIds(Collection<UserId> users);
}
