package dev.messenger.domain.chat;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name by which a public chat is found, in lower case (rule H2).
 *
 * @param value 5 to 32 of {@code a-z 0-9 _}, starting with a letter
 */
public record Handle(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_]{4,31}");

    /** @throws InvalidValue when {@code value} is not a handle */
    public Handle {
        value = Text.trim(value).toLowerCase(Locale.ROOT);
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidValue("handle", "must be 5 to 32 of a-z, 0-9 and _, starting with a letter");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
