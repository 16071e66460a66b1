package dev.messenger.domain.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user account.
 *
 * @param emailVerifiedAt when the email was verified, null before
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

    /** A copy with another password. */
    public Account with(PasswordHash changed) {
        return new Account(id, email, username, name, changed, emailVerifiedAt, createdAt, updatedAt);
    }

    /** Whether the email was verified. */
    public boolean emailVerified() {
        return emailVerifiedAt != null;
    }
}
