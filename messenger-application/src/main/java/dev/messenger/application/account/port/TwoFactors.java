package dev.messenger.application.account.port;

import dev.messenger.domain.account.UserId;
import java.util.List;
import java.util.Optional;

/** The second factors of accounts (rule A9). Every change is atomic. Thread-safe. */
public interface TwoFactors {

    /**
     * A second factor.
     *
     * @param sealedSecret the encrypted secret (rule A10)
     * @param enabled whether a sign-in requires it; false for a proposal
     */
    record TwoFactor(String sealedSecret, boolean enabled) {}

    /** A second factor that is on, with all that belongs to it. */
    record Snapshot(String sealedSecret, long lastStep, List<String> recoveryHashes) {}

    /** The second factor of {@code user}, or the proposal. */
    Optional<TwoFactor> find(UserId user);

    /** Stores a proposal in place of an earlier one; false when a second factor is on. */
    boolean propose(UserId user, String sealedSecret);

    /**
     * Switches the proposal on.
     *
     * @param step the time step of the code that the user gave, which is used up
     * @param recoveryHashes the hashes of the recovery codes
     * @return false when it is on, or another secret was proposed meanwhile
     */
    boolean enable(UserId user, String sealedSecret, long step, List<String> recoveryHashes);

    /** Uses up the code of a time step; false when one of this or a later step was used, or no second factor is on. */
    boolean acceptStep(UserId user, long step);

    /** Uses up a recovery code; false when there is none with this hash, or no second factor is on. */
    boolean useRecoveryCode(UserId user, String hash);

    /** Replaces all recovery codes; false when no second factor is on. */
    boolean replaceRecoveryCodes(UserId user, List<String> hashes);

    /** Deletes the second factor; false when none is on. */
    boolean disable(UserId user);

    /** The second factor of {@code user} as a whole; empty when none is on. */
    Optional<Snapshot> snapshot(UserId user);

    /** Switches an earlier second factor on, in place of whatever is there. */
    void restore(UserId user, Snapshot factor);
}
