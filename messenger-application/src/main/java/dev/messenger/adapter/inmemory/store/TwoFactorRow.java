package dev.messenger.adapter.inmemory.store;

import java.util.Set;

/**
 * The second factor of someone.
 *
 * @param sealedSecret as it was given
 * @param enabled whether signing in asks for it
 * @param lastStep the time step of the last code that was accepted
 * @param recoveryHashes of the codes that were not used yet
 */
public record TwoFactorRow(String sealedSecret, boolean enabled, long lastStep, Set<String> recoveryHashes) {

    /** The same, its last accepted code being of {@code step}. */
    public TwoFactorRow accepting(long step) {
        return new TwoFactorRow(sealedSecret, enabled, step, recoveryHashes);
    }

    /** The same with other recovery codes. */
    public TwoFactorRow with(Set<String> hashes) {
        return new TwoFactorRow(sealedSecret, enabled, lastStep, hashes);
    }
}
