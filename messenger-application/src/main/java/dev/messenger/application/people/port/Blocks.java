package dev.messenger.application.people.port;

import dev.messenger.domain.account.UserId;
import java.time.Instant;

/** The blocks between users (rule U8). Thread-safe. */
public interface Blocks {

    /** How many users {@code blocker} blocks, without {@code blocked}. Under the lock of the blocker's profile it stays so. */
    int countBesides(UserId blocker, UserId blocked);

    /** {@code blocker} blocks {@code blocked}; does nothing when they do already. */
    void add(UserId blocker, UserId blocked, Instant now);

    /** Ends a block; does nothing when there is none. */
    void remove(UserId blocker, UserId blocked);
}
