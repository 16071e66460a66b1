package dev.messenger.application.chat;

import dev.messenger.domain.shared.Conflict;

/** The user is already a member (rule H10). */
public final class AlreadyMember extends Conflict {

    private static final long serialVersionUID = 1L;

    public AlreadyMember() {
        super("already_a_member", "user_id: is a member of this chat already.");
    }
}
