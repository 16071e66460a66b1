package dev.messenger.application.chat;

import dev.messenger.domain.shared.NotFound;

/** The user is not a member of the chat. */
public final class MemberNotFound extends NotFound {

    private static final long serialVersionUID = 1L;

    public MemberNotFound() {
        super("member_not_found", "This user is no member of the chat.");
    }
}
