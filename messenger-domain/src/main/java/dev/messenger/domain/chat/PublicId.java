package dev.messenger.domain.chat;

import dev.messenger.domain.shared.InvalidValue;
import java.util.regex.Pattern;

/**
 * The stable public identifier of a chat (rule H15).
 *
 * @param value 24 characters of {@code A-Z 0-9}
 */
public record PublicId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z0-9]{24}");

    /** @throws InvalidValue when {@code value} has another shape */
    public PublicId {
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidValue("public_id", "must be 24 of A-Z and 0-9");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
