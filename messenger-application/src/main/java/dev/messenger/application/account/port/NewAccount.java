package dev.messenger.application.account.port;

import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.Username;
import java.time.Instant;

/** An account to store; its email is not verified yet. */
public record NewAccount(
        Email email, Username username, DisplayName name, PasswordHash passwordHash, Instant createdAt) {}
