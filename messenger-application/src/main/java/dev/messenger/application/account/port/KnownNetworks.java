package dev.messenger.application.account.port;

import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.List;

/** The networks from which accounts signed in: an IPv4 address or an IPv6 /64 each (rule A19). Thread-safe. */
public interface KnownNetworks {

    /** How many networks of an account are stored, the ones of the latest sign-ins. */
    int MAX = 20;

    /**
     * A network of an account.
     *
     * @param seenAt the time of the last sign-in from there
     */
    record KnownNetwork(String network, Instant seenAt) {}

    /** Whether {@code user} signed in from there, not before {@code since}. */
    boolean isKnown(UserId user, String network, Instant since);

    /** {@link #isKnown(UserId, String, Instant)} for the account with this email; takes as long when there is none. */
    boolean isKnown(Email email, String network, Instant since);

    /** Stores a sign-in. Beyond {@link #MAX} networks, those of the oldest sign-ins are forgotten. */
    void add(UserId user, String network, Instant now);

    /** The networks of {@code user}, the last sign-in first. */
    List<KnownNetwork> of(UserId user);

    /** Deletes all networks of {@code user}. */
    void removeAll(UserId user);

    /** Deletes networks from before {@code before}, except for the newest of each account. */
    void forget(Instant before);
}
