package dev.messenger.domain.account;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;

/**
 * The id of a user in the program that embeds the messenger, never shown to others (rule E1). Its letter case counts.
 *
 * @param value 1 to 255 characters
 */
public record ExternalId(String value) {

    /** @throws InvalidValue when it is empty, too long or not storable */
    public ExternalId {
        Text.sized("external_id", value, 1, 255);
    }

    @Override
    public String toString() {
        return value;
    }
}
