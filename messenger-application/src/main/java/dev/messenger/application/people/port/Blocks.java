package dev.messenger.application.people.port;

import dev.messenger.domain.account.UserId;
import java.time.Instant;

/** Who blocked whom (rule U8). Thread-safe. */
public interface Blocks {

    /** {@code blocker} blocks {@code blocked}; does nothing when that is so already. */
    void add(UserId blocker, UserId blocked, Instant now);

    /** The block is over; does nothing when there is none. */
    void remove(UserId blocker, UserId blocked);
}
