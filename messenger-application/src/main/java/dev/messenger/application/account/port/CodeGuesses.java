package dev.messenger.application.account.port;

import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** The wrong second factors of accounts (rule A19). Thread-safe. */
public interface CodeGuesses {

    /**
     * Wrong second factors in a row.
     *
     * @param lastAt the time of the last one
     * @param openAt when the next one is admitted
     */
    record Guesses(int number, Instant lastAt, Instant openAt) {

        /** None so far. */
        public static final Guesses NONE = new Guesses(0, Instant.EPOCH, Instant.EPOCH);
    }

    /**
     * Changes the guesses from a network, {@link Guesses#NONE} at first. Concurrent calls take effect one after the other.
     *
     * @param network empty for all networks that are not known
     * @return the guesses before the change
     */
    Guesses change(UserId user, String network, UnaryOperator<Guesses> change);

    /** Deletes the guesses from a network. */
    void remove(UserId user, String network);

    /** Deletes guesses of which the last was before {@code before}. */
    void forget(Instant before);
}
