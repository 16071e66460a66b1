package dev.messenger.application.account.port;

import dev.messenger.domain.account.Email;
import java.time.Instant;

/**
 * A mail that is to be sent, to whoever has the address then, if anybody. It holds no token: that is made when the mail is
 * sent (rule A10).
 *
 * @param attempts how often it was tried, this time included
 * @param dueAt when it is to be tried again
 */
public record QueuedMail(long id, TokenPurpose purpose, Email to, Instant createdAt, int attempts, Instant dueAt) {}
