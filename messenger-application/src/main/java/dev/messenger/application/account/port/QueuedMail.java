package dev.messenger.application.account.port;

import dev.messenger.domain.account.Email;
import java.time.Instant;

/**
 * A mail to send to the account that has the address then, if there is one. Its token is created when it is sent (rule A10).
 *
 * @param attempts the number of attempts, including the current one
 * @param dueAt the time of the next attempt
 */
public record QueuedMail(long id, TokenPurpose purpose, Email to, Instant createdAt, int attempts, Instant dueAt) {

    /** The same without the current attempt. */
    public QueuedMail untried() {
        return new QueuedMail(id, purpose, to, createdAt, attempts - 1, dueAt);
    }
}
