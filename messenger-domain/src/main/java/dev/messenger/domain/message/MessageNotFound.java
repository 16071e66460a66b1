package dev.messenger.domain.message;

import dev.messenger.domain.shared.NotFound;

/** There is no such message, or the caller may not see it. */
public final class MessageNotFound extends NotFound {

    private static final long serialVersionUID = 1L;

    public MessageNotFound() {
        super("message_not_found", "There is no such message.");
    }
}
