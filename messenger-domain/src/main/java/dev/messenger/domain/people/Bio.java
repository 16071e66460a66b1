package dev.messenger.domain.people;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;

/**
 * The self-description of a user, exactly as written (rule U4).
 *
 * @param value up to 500 characters
 */
public record Bio(String value) {

    private static final int MAX_LENGTH = 500;

    /** @throws InvalidValue when it is too long */
    public Bio {
        int length = Text.length(Text.storable("bio", value));
        if (length > MAX_LENGTH) {
            throw new InvalidValue("bio", "must have at most %d characters, has %d".formatted(MAX_LENGTH, length));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
