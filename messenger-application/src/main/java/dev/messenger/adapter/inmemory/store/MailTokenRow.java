package dev.messenger.adapter.inmemory.store;

import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.domain.account.UserId;
import java.time.Instant;

/** An unused mailed token. */
public record MailTokenRow(TokenPurpose purpose, UserId user, Instant expiresAt) {

    /** Whether the token serves this purpose and is not expired. */
    public boolean isGood(TokenPurpose wanted, Instant now) {
        return purpose == wanted && now.isBefore(expiresAt);
    }
}
