package dev.messenger.application.account.port;

import dev.messenger.domain.account.Email;
import java.time.Instant;
import java.util.Optional;

/** Mails that go out in a while, whatever dies in between (rule A8). Thread-safe. */
public interface MailQueue {

    /** Queues a mail that is due now. */
    void add(TokenPurpose purpose, Email to, Instant now);

    /**
     * Takes a mail that is due. Of several nodes at once each gets another one; who does not say what became of it until
     * {@code retryAt} loses it to the next.
     */
    Optional<QueuedMail> claim(Instant now, Instant retryAt);

    /** It was sent, or will never be. */
    void remove(QueuedMail mail);

    /** It could not be sent; it is due again at {@code dueAt}. */
    void postpone(QueuedMail mail, Instant dueAt);
}
