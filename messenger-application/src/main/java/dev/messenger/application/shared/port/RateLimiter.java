package dev.messenger.application.shared.port;

import dev.messenger.domain.shared.RateLimited;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts attempts in sliding windows, for all nodes together (rule L1). Thread-safe. */
public interface RateLimiter {

    /**
     * Several attempts, one after the other, each decided by itself. All together cost little more than one.
     *
     * @return what became of each, in the same order
     */
    List<Decision> takeAll(List<Attempt> attempts);

    /**
     * Counts {@code cost} attempts against every limit, or against none when one of them would be exceeded: what is
     * refused does not count. Limits of zero permits are off.
     *
     * @param cost at least 1
     * @return the means to take the attempts back
     * @throws RateLimited with the time after which the same attempts would pass
     */
    default Receipt take(List<Limit> limits, int cost) {
        return takeAll(List.of(new Attempt(limits, cost, null))).getFirst().receipt();
    }

    /**
     * {@link #take} at cost 1 for an attempt that may be made again: while it counts against a limit, the same attempt
     * passes that limit and is not counted twice.
     *
     * @param attempt the name of the attempt, the same in every retry
     */
    default Receipt takeOnce(List<Limit> limits, String attempt) {
        return takeAll(List.of(new Attempt(limits, 1, attempt))).getFirst().receipt();
    }

    /**
     * An attempt against several limits: see {@link #take}.
     *
     * @param name for one that may be made again: see {@link #takeOnce}; else null
     */
    record Attempt(List<Limit> limits, int cost, @Nullable String name) {

        /** @throws IllegalArgumentException when it costs nothing, or more than 1 with a name */
        public Attempt {
            if (cost < 1 || (name != null && cost > 1)) {
                throw new IllegalArgumentException("an attempt costs at least 1, and with a name no more, got " + cost);
            }
        }
    }

    /**
     * What became of an attempt: it was counted or refused.
     *
     * @param counted nothing when it was refused
     * @param refusal null when it passed
     */
    record Decision(Receipt counted, @Nullable RateLimited refusal) {

        /** It passed. */
        public static Decision passed(Receipt receipt) {
            return new Decision(receipt, null);
        }

        /** It did not. */
        public static Decision refused(RateLimited refusal) {
            return new Decision(Receipt.OF_NOTHING, refusal);
        }

        /**
         * What was counted.
         *
         * @throws RateLimited when it was refused
         */
        public Receipt receipt() {
            if (refusal != null) {
                throw refusal;
            }
            return counted;
        }
    }

    /** Attempts that were counted. */
    interface Receipt {

        /** One for which nothing was counted. */
        Receipt OF_NOTHING = () -> {};

        /** Takes back what this very call counted, as if it had not been made. Calling it again does nothing. */
        void giveBack();
    }
}
