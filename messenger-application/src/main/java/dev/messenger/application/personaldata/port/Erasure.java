package dev.messenger.application.personaldata.port;

import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import java.time.Instant;
import java.util.List;

/** Takes the person out of an account (rule A11). Thread-safe. */
public interface Erasure {

    /** What is put in the place of names that are freed; random, so that it is nobody else's. */
    record Placeholder(Email email, Username username) {}

    /**
     * Erases the personal data of {@code user}: names, external id, bio, avatar, password, second factor, contacts and blocks on either side,
     * mailed tokens. The account counts as deleted from then on, and what is left to do is remembered.
     */
    void erase(UserId user, Placeholder placeholder, Instant at);

    /** Deleted accounts that are not done with, longest ago first. */
    List<UserId> unfinished(int limit);

    /** The account is done with. */
    void finished(UserId user);
}
