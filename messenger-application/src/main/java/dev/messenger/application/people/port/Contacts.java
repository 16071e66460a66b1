package dev.messenger.application.people.port;

import dev.messenger.domain.account.UserId;
import java.time.Instant;

/** The contacts of users (rule U7). Thread-safe. */
public interface Contacts {

    /** How many contacts {@code owner} has, without {@code contact}. Under the lock of the owner's profile it stays so. */
    int countBesides(UserId owner, UserId contact);

    /** Adds a contact; does nothing when it is one already. */
    void add(UserId owner, UserId contact, Instant now);

    /** Removes a contact; does nothing when there is none. */
    void remove(UserId owner, UserId contact);
}
