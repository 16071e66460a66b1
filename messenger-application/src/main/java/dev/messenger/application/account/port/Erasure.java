package dev.messenger.application.account.port;

import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import java.time.Instant;
import java.util.List;

/** Erases personal data (rule A11). Thread-safe. */
public interface Erasure {

    /** Replaces the freed names; random, so that nobody else has them. */
    record Placeholder(Email email, Username username) {}

    /**
     * Erases the personal data of {@code user}: names, external id, bio, avatar, password, second factor, contacts and blocks
     * on either side, mailed tokens, known networks, changes. The account is deleted from then on, and unfinished.
     */
    void erase(UserId user, Placeholder placeholder, Instant at);

    /** Deleted accounts whose deletion is not finished, oldest first. */
    List<UserId> unfinished(int limit);

    /** Marks a deletion as finished. */
    void finished(UserId user);
}
