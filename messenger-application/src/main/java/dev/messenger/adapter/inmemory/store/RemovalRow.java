package dev.messenger.adapter.inmemory.store;

import dev.messenger.domain.media.ObjectKey;
import java.time.Instant;

/**
 * An object to remove.
 *
 * @param issuedAt when its key was issued
 * @param dueAt when to remove it
 */
public record RemovalRow(ObjectKey key, Instant issuedAt, Instant dueAt) {

    /** The same at another time. */
    public RemovalRow dueAt(Instant other) {
        return new RemovalRow(key, issuedAt, other);
    }
}
