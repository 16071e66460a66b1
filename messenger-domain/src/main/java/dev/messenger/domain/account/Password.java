package dev.messenger.domain.account;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;
import java.text.Normalizer;

/**
 * A password in clear text, for the hasher. {@link #toString} hides it (rule A10).
 *
 * @param value as typed, in NFC since keyboards differ in how they write accents; of any length: only a new password must satisfy the
 *     rule
 */
public record Password(String value) {

    private static final int MIN_LENGTH = 8;
    private static final int MAX_LENGTH = 128;

    public Password {
        value = Normalizer.normalize(value, Normalizer.Form.NFC);
    }

    /**
     * A new password: 8 to 128 characters (rule A1).
     *
     * @param field the name of the field, for the error
     * @throws InvalidValue when it is shorter, longer or not storable
     */
    public static Password chosen(String field, String value) {
        Password password = new Password(value);
        Text.sized(field, password.value, MIN_LENGTH, MAX_LENGTH);
        return password;
    }

    /** Whether an account may have this password: one that is too long is refused without hashing it. */
    public boolean plausible() {
        return Text.length(value) <= MAX_LENGTH;
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
