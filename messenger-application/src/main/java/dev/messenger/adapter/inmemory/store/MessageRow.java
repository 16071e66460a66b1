package dev.messenger.adapter.inmemory.store;

import dev.messenger.application.message.NewMessage;
import dev.messenger.domain.message.MessageId;
import java.time.Instant;

/**
 * A message without its files.
 *
 * @param original what was sent
 */
public record MessageRow(MessageId id, NewMessage original, Instant updatedAt) {

    /** The same, changed at {@code at}. */
    public MessageRow touched(Instant at) {
        return new MessageRow(id, original, at);
    }
}
