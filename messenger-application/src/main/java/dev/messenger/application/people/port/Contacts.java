package dev.messenger.application.people.port;

import dev.messenger.domain.account.UserId;
import java.time.Instant;

/** The contacts of users (rule U7). Thread-safe. */
public interface Contacts {

    /** Adds a contact; does nothing when it is one already. */
    void add(UserId owner, UserId contact, Instant now);

    /** Removes a contact; does nothing when there is none. */
    void remove(UserId owner, UserId contact);
}
