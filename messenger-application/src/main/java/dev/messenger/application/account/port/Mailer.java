package dev.messenger.application.account.port;

import dev.messenger.domain.shared.Unavailable;

/** Hands mail over for delivery. Thread-safe. */
public interface Mailer {

    /**
     * Returns when the mail was accepted.
     *
     * @throws Unavailable when it was not
     */
    void send(Mail mail);
}
