package dev.messenger.application.chat;

import dev.messenger.domain.shared.Conflict;

/** The user is a member already (rule H10). */
public final class AlreadyMember extends Conflict {

    private static final long serialVersionUID = 1L;

    public AlreadyMember() {
        super("already_a_member", "user_id: is a member of this chat already.");
    }
}
