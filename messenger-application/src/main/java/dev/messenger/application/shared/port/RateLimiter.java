package dev.messenger.application.shared.port;

import dev.messenger.application.shared.Limit;
import dev.messenger.domain.shared.RateLimited;
import java.util.List;

/** Counts attempts in sliding windows, for all nodes together (rule L1). Thread-safe. */
public interface RateLimiter {

    /**
     * Counts {@code cost} attempts against every limit, or against none when one of them would be exceeded: what is
     * refused does not count. Limits of zero permits are off.
     *
     * @param cost at least 1
     * @return the means to take the attempts back
     * @throws RateLimited with the time after which the same attempts would pass
     */
    Receipt take(List<Limit> limits, int cost);

    /**
     * {@link #take} at cost 1 for an attempt that may be made again: while it counts against a limit, the same attempt
     * passes that limit and is not counted twice.
     *
     * @param attempt the name of the attempt, the same in every retry
     */
    Receipt takeOnce(List<Limit> limits, String attempt);

    /** Attempts that were counted. */
    interface Receipt {

        /** Takes back what this very call counted, as if it had not been made. Calling it again does nothing. */
        void giveBack();
    }
}
