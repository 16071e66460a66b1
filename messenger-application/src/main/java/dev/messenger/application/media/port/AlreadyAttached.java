package dev.messenger.application.media.port;

import dev.messenger.domain.shared.Conflict;

/** The object belongs to a message already (rule D2). */
public final class AlreadyAttached extends Conflict {

    private static final long serialVersionUID = 1L;

    public AlreadyAttached() {
        super("already_attached", "file_url: this upload is attached to a message already. Upload the file again.");
    }
}
