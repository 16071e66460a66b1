package dev.messenger.domain.message;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;

/**
 * The text of a message, exactly as it was sent (rule M1).
 *
 * @param value 1 to 4096 Unicode code points, at least one of them visible
 */
public record MessageText(String value) {

    /** In Unicode code points. */
    public static final int MAX_LENGTH = 4096;

    /** @throws InvalidValue when it is empty, too long, blank, or not storable */
    public MessageText {
        Text.sized("text", value, 1, MAX_LENGTH);
        if (!Text.isVisible(value)) {
            throw new InvalidValue("text", "must have something visible in it");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
