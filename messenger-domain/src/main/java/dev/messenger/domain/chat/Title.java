package dev.messenger.domain.chat;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;

/**
 * The title of a group or channel (rule H2).
 *
 * @param value 1 to 100 characters, trimmed
 */
public record Title(String value) {

    /** @throws InvalidValue when nothing visible or too much is left after trimming, or it is not one line */
    public Title {
        value = Text.trimmedLine("title", value, 1, 100);
    }

    @Override
    public String toString() {
        return value;
    }
}
