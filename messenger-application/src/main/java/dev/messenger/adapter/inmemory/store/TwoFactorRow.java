package dev.messenger.adapter.inmemory.store;

import java.util.Set;

/**
 * The second factor of a user.
 *
 * @param sealedSecret the encrypted secret
 * @param enabled whether signing in requires it
 * @param lastStep the time step of the last code that was accepted
 * @param recoveryHashes of the unused codes
 */
public record TwoFactorRow(String sealedSecret, boolean enabled, long lastStep, Set<String> recoveryHashes) {

    /** The same, with {@code step} as the last accepted one. */
    public TwoFactorRow accepting(long step) {
        return new TwoFactorRow(sealedSecret, enabled, step, recoveryHashes);
    }

    /** The same with other recovery codes. */
    public TwoFactorRow with(Set<String> hashes) {
        return new TwoFactorRow(sealedSecret, enabled, lastStep, hashes);
    }
}
