package dev.messenger.application.chat.port;

import java.time.Instant;

/** What deleted chats left behind. Thread-safe; safe on several nodes at once. */
public interface ChatPurge {

    /**
     * Removes a batch of what a deleted chat left: its messages and all that hangs on them first, its memberships when it was
     * deleted before {@code membershipsBefore}.
     *
     * @param batch at most so many messages, or memberships
     * @return whether it is worth calling again at once
     */
    boolean purge(int batch, Instant membershipsBefore);
}
