package dev.messenger.domain.account;

import dev.messenger.domain.shared.InvalidValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name by which a user is found and mentioned, in lower case (rule A1). The alphabet is ASCII alone, so that no
 * name looks like another.
 *
 * @param value 3 to 32 of {@code a-z 0-9 _}, starting with a letter
 */
public record Username(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_]{2,31}");

    /** @throws InvalidValue when {@code value} is not a username */
    public Username {
        value = value.toLowerCase(Locale.ROOT);
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidValue("username", "must be 3 to 32 of a-z, 0-9 and _, starting with a letter");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
