package dev.messenger.application.chat.port;

import dev.messenger.domain.shared.Conflict;

/** Another chat has this handle (rule H2). */
public final class HandleTaken extends Conflict {

    private static final long serialVersionUID = 1L;

    public HandleTaken() {
        super("handle_taken", "handle: is taken. Choose another one.");
    }
}
