package dev.messenger.application.account.port;

import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.PasswordHash;

/** Hashes passwords: slow on purpose, and bounded to what the machine can run at once; further calls wait. Thread-safe. */
public interface PasswordHasher {

    /** Hashes a password with a fresh salt. */
    PasswordHash hash(Password password);

    /** Whether {@code hash} is a hash of {@code password}. */
    boolean matches(Password password, PasswordHash hash);

    /** Whether {@code hash} has other parameters than new hashes. */
    boolean isOutdated(PasswordHash hash);
}
