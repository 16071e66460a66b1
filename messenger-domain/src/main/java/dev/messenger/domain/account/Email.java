package dev.messenger.domain.account;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A mail address, trimmed and in lower case (rule A1).
 *
 * @param value the canonical text, at most 254 characters (RFC 5321 4.5.3.1.3)
 */
public record Email(String value) {

    /** RFC 5321 dot-atom with a dotted domain: quoted local parts and address literals are no addresses of people. */
    private static final Pattern ADDRESS = Pattern.compile(
            "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?)+");

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_LENGTH = 64;

    /** @throws InvalidValue when {@code value} is not an address */
    public Email {
        value = Text.storable("email", value).strip().toLowerCase(Locale.ROOT);
        if (value.length() > MAX_LENGTH
                || value.indexOf('@') > MAX_LOCAL_LENGTH
                || !ADDRESS.matcher(value).matches()) {
            throw new InvalidValue("email", "is not a mail address such as name@example.com");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
