package dev.messenger.application.people.port;

import dev.messenger.domain.account.UserId;
import java.time.Instant;

/** Who stands in whose contact list (rule U7). Thread-safe. */
public interface Contacts {

    /** Puts {@code contact} on the list of {@code owner}; does nothing when it is there already. */
    void add(UserId owner, UserId contact, Instant now);

    /** Takes {@code contact} off the list of {@code owner}; does nothing when it is not there. */
    void remove(UserId owner, UserId contact);
}
