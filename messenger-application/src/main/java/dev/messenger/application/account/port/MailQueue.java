package dev.messenger.application.account.port;

import dev.messenger.domain.account.Email;
import java.time.Instant;
import java.util.Optional;

/** Mails to send, which outlive a crash (rule A8). Thread-safe. */
public interface MailQueue {

    /** Queues a mail that is due now, unless an equal one waits: that one is claimed after this transaction then. */
    void add(TokenPurpose purpose, Email to, Instant now);

    /**
     * Takes a mail that is due. Concurrent callers get different mails. Unless the caller reports the outcome until
     * {@code retryAt}, another one gets the mail.
     */
    Optional<QueuedMail> claim(Instant now, Instant retryAt);

    /** Reports that the mail was sent or is given up. */
    void remove(QueuedMail mail);

    /**
     * Reports that the mail was not sent and waits until {@code dueAt}. Where an equal one waits already, they are one mail.
     *
     * @param mail with the number of attempts that count
     */
    void postpone(QueuedMail mail, Instant dueAt);
}
