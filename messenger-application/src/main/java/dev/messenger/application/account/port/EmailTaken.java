package dev.messenger.application.account.port;

import dev.messenger.domain.shared.Conflict;

/** Another account has this email (rule A1). */
public final class EmailTaken extends Conflict {

    private static final long serialVersionUID = 1L;

    public EmailTaken() {
        super("email_taken", "email: there is an account with this email already. Log in, or reset the password.");
    }
}
