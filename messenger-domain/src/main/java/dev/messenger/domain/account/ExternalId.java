package dev.messenger.domain.account;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;

/**
 * The id of a user in the program that embeds the messenger, never shown to others (rule E1). Its letter case counts.
 *
 * @param value 1 to 255 characters
 */
public record ExternalId(String value) {

    private static final int MAX_LENGTH = 255;

    /** @throws InvalidValue when it is empty, too long or not storable */
    public ExternalId {
        int length = Text.length(Text.storable("external_id", value));
        if (length == 0 || length > MAX_LENGTH) {
            throw new InvalidValue("external_id", "must have 1 to %d characters, has %d".formatted(MAX_LENGTH, length));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
