package dev.messenger.domain.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as the user knows it.
 *
 * @param emailVerifiedAt when the mailbox was proven, null before
 * @param updatedAt when the profile last changed
 */
public record Account(
        UserId id,
        Email email,
        Username username,
        DisplayName name,
        PasswordHash passwordHash,
        @Nullable Instant emailVerifiedAt,
        Instant createdAt,
        Instant updatedAt) {

    /** The same with another password. */
    public Account with(PasswordHash changed) {
        return new Account(id, email, username, name, changed, emailVerifiedAt, createdAt, updatedAt);
    }

    /** Whether the mailbox was proven. */
    public boolean emailVerified() {
        return emailVerifiedAt != null;
    }
}
