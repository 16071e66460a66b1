package dev.messenger.domain.message;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;

/**
 * The id that a client gives a message, which makes sending idempotent per sender and chat (rule M2).
 *
 * @param value 1 to 64 characters
 */
public record ClientMessageId(String value) {

    /** @throws InvalidValue when it is empty, too long or not storable */
    public ClientMessageId {
        Text.sized("client_message_id", value, 1, 64);
    }

    @Override
    public String toString() {
        return value;
    }
}
