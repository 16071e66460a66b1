package dev.messenger.application.chat;

import dev.messenger.domain.shared.NotFound;

/** There is no such invite link, or it was revoked (rule H8). */
public final class InviteNotFound extends NotFound {

    private static final long serialVersionUID = 1L;

    public InviteNotFound() {
        super("invite_not_found", "token: leads nowhere, or was revoked. Ask for a new invite link.");
    }
}
