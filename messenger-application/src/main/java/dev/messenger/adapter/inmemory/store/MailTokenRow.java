package dev.messenger.adapter.inmemory.store;

import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.domain.account.UserId;
import java.time.Instant;

/** A mailed token that was not used yet. */
public record MailTokenRow(TokenPurpose purpose, UserId user, Instant expiresAt) {}
