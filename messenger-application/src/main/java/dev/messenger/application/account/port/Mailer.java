package dev.messenger.application.account.port;

import dev.messenger.domain.shared.Unavailable;

/** Sends mails. Thread-safe. */
public interface Mailer {

    /**
     * Returns when the mail server has accepted the mail.
     *
     * @throws Unavailable when it does not accept it
     */
    void send(Mail mail);
}
