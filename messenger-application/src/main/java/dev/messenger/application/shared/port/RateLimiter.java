package dev.messenger.application.shared.port;

import dev.messenger.domain.shared.RateLimited;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts attempts in sliding windows, for all nodes together (rule L1). Thread-safe. */
public interface RateLimiter {

    /**
     * Decides several attempts one after the other. Together they cost little more than one.
     *
     * @return a decision for each attempt, in the same order
     */
    List<Decision> takeAll(List<Attempt> attempts);

    /**
     * Counts {@code cost} attempts against every limit, or against none when one of them would be exceeded. Limits of zero permits are
     * off.
     *
     * @param cost at least 1
     * @return a receipt that can take the attempts back
     * @throws RateLimited with the time after which the same attempts would pass
     */
    default Receipt take(List<Limit> limits, int cost) {
        return takeAll(List.of(new Attempt(limits, cost, null))).getFirst().receipt();
    }

    /** {@link #take(List, int)} at cost 1, for an attempt that is never given back. */
    default void take(Limit... limits) {
        take(List.of(limits), 1);
    }

    /**
     * {@link #take(List, int)} at cost 1 for an attempt that may be retried: while it counts against a limit, a retry passes and is not counted
     * again.
     *
     * @param attempt the name of the attempt, the same in every retry
     */
    default Receipt takeOnce(List<Limit> limits, String attempt) {
        return takeAll(List.of(new Attempt(limits, 1, attempt))).getFirst().receipt();
    }

    /**
     * An attempt against several limits: see {@link #take}.
     *
     * @param name for an attempt that may be retried: see {@link #takeOnce}; otherwise null
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
     * Whether an attempt was counted or refused.
     *
     * @param counted {@link Receipt#EMPTY} when it was refused
     * @param refusal null when it was counted
     */
    record Decision(Receipt counted, @Nullable RateLimited refusal) {

        /** The attempt was counted. */
        public static Decision passed(Receipt receipt) {
            return new Decision(receipt, null);
        }

        /** The attempt was refused. */
        public static Decision refused(RateLimited refusal) {
            return new Decision(Receipt.EMPTY, refusal);
        }

        /**
         * The receipt of a counted attempt.
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

        /** A receipt for no attempt. */
        Receipt EMPTY = () -> {};

        /** Takes back what this call counted. Calling it again does nothing. */
        void giveBack();
    }
}
