package dev.messenger.application.account.port;

import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.PasswordHash;

/** Slow on purpose, and bounded: so many at once as the machine can bear, the others wait. Thread-safe. */
public interface PasswordHasher {

    /** Hashes a password with a fresh salt. */
    PasswordHash hash(Password password);

    /** Whether {@code password} is the one behind {@code hash}. */
    boolean matches(Password password, PasswordHash hash);

    /** Whether {@code hash} was made with other parameters than new ones are. */
    boolean isOutdated(PasswordHash hash);
}
