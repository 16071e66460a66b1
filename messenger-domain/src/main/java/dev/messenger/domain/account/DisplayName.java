package dev.messenger.domain.account;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;

/**
 * The name that people read, in any script (rule A1).
 *
 * @param value 1 to 100 characters, trimmed
 */
public record DisplayName(String value) {

    /** @throws InvalidValue when nothing visible or too much is left after trimming, or it is not one line */
    public DisplayName {
        value = Text.trimmedLine("name", value, 1, 100);
    }

    @Override
    public String toString() {
        return value;
    }
}
