package dev.messenger.application.account.port;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Unavailable;

/** Sends mails. Thread-safe. */
public interface Mailer {

    /** The code of {@link Unavailable} when nobody knows whether the mail was accepted. */
    String OUTCOME_UNKNOWN = "mail_outcome_unknown";

    /**
     * Returns when the mail was accepted.
     *
     * @throws InvalidValue of the field "email" when the mailbox can never get this mail
     * @throws Unavailable when the mail was not accepted; with {@link #OUTCOME_UNKNOWN} when it may have been
     */
    void send(Mail mail);
}
