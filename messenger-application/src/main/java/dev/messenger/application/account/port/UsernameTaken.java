package dev.messenger.application.account.port;

import dev.messenger.domain.shared.Conflict;

/** Another account has this username (rule A1). */
public final class UsernameTaken extends Conflict {

    private static final long serialVersionUID = 1L;

    public UsernameTaken() {
        super("username_taken", "username: is taken. Choose another one.");
    }
}
