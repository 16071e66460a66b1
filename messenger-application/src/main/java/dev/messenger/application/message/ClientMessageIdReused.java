package dev.messenger.application.message;

import dev.messenger.domain.shared.Conflict;

/** The client id belongs to another or a deleted message (rule M2). */
public final class ClientMessageIdReused extends Conflict {

    private static final long serialVersionUID = 1L;

    public ClientMessageIdReused() {
        super(
                "client_message_id_reused",
                "client_message_id: was used in this chat for another or a deleted message. Take a new one.");
    }
}
