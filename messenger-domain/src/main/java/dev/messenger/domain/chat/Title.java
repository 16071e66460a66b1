package dev.messenger.domain.chat;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;

/**
 * The title of a group or channel (rule H2).
 *
 * @param value 1 to 100 characters, trimmed
 */
public record Title(String value) {

    /** @throws InvalidValue when nothing or too much is left after trimming */
    public Title {
        value = Text.trimmed("title", value, 1, 100);
    }

    @Override
    public String toString() {
        return value;
    }
}
