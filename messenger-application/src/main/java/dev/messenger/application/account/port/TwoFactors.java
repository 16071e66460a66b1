package dev.messenger.application.account.port;

import dev.messenger.domain.account.UserId;
import java.util.List;
import java.util.Optional;

/** The second factors of accounts (rule A9). Each change is decided by the store, also when two come at once. Thread-safe. */
public interface TwoFactors {

    /**
     * A second factor.
     *
     * @param sealedSecret the secret as it is stored: encrypted (rule A10)
     * @param enabled whether signing in asks for it; before that it is a mere proposal
     */
    record TwoFactor(String sealedSecret, boolean enabled) {}

    /** What {@code user} has, or was proposed. */
    Optional<TwoFactor> find(UserId user);

    /** Keeps a proposal in place of an earlier one; false when a second factor is on. */
    boolean propose(UserId user, String sealedSecret);

    /**
     * Switches the proposal on.
     *
     * @param step the time step of the code that proved it, which is used up by that
     * @param recoveryHashes of the one-time codes
     * @return false when it is on already, or another secret was proposed meanwhile
     */
    boolean enable(UserId user, String sealedSecret, long step, List<String> recoveryHashes);

    /** Uses up a code of {@code step}; false when a code of that step or a later one was used before, or none is on. */
    boolean acceptStep(UserId user, long step);

    /** Uses up a recovery code; false when there is none of this hash, or none is on. */
    boolean useRecoveryCode(UserId user, String hash);

    /** Puts other recovery codes in the place of all; false when no second factor is on. */
    boolean replaceRecoveryCodes(UserId user, List<String> hashes);

    /** Switches it off and forgets it; false when it is off. */
    boolean disable(UserId user);
}
