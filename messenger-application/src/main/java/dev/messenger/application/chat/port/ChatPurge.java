package dev.messenger.application.chat.port;

import java.time.Instant;

/** The rows of deleted chats. Thread-safe; safe on several nodes at once. */
public interface ChatPurge {

    /**
     * Deletes a batch of rows of a deleted chat: first its messages with their dependent rows, then its memberships if it was deleted before
     * {@code membershipsBefore}.
     *
     * @param batch maximal number of messages or memberships
     * @return whether there is more to delete
     */
    boolean purge(int batch, Instant membershipsBefore);
}
