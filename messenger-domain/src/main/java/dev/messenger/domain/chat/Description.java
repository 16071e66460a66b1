package dev.messenger.domain.chat;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;

/**
 * The description of a group or channel (rule H2).
 *
 * @param value up to 500 characters, trimmed
 */
public record Description(String value) {

    /** @throws InvalidValue when it is too long */
    public Description {
        value = Text.trimmed("description", value, 0, 500);
    }

    @Override
    public String toString() {
        return value;
    }
}
