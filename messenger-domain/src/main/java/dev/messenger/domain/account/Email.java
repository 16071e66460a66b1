package dev.messenger.domain.account;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A mail address in the one form in which it is compared, stored and used (rule A1): trimmed, NFC, lower case, the domain in ASCII
 * (Punycode, RFC 3492). So one mailbox is one address, however it was typed.
 *
 * @param value the canonical text, at most 254 characters (RFC 5321 4.5.3.1.3)
 */
public record Email(String value) {

    /** RFC 5321 dot-atom with a dotted domain: quoted local parts and address literals are no addresses of people. */
    private static final Pattern ADDRESS =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");

    /** Characters that IDNA 2003 turns into others and IDNA 2008 keeps: they would name two domains. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_LENGTH = 64;

    /** @throws InvalidValue when {@code value} is not an address */
    public Email {
        value = canonical(Text.storable("email", value));
        if (value.length() > MAX_LENGTH
                || value.indexOf('@') > MAX_LOCAL_LENGTH
                || !ADDRESS.matcher(value).matches()) {
            throw new InvalidValue("email", "is not a mail address such as name@example.com");
        }
    }

    /** Whether a mail server has to speak SMTPUTF8 (RFC 6531) to deliver to it: something before the {@code @} is not ASCII. */
    public boolean needsSmtpUtf8() {
        return value.chars().anyMatch(character -> character > 0x7E);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String canonical(String typed) {
        String address = Normalizer.normalize(Text.trim(typed).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        int at = address.lastIndexOf('@');
        return at < 0 || address.length() > 2 * MAX_LENGTH
                ? address
                : address.substring(0, at + 1) + ascii(address.substring(at + 1));
    }

    private static String ascii(String domain) {
        if (AMBIGUOUS.matcher(domain).find()) {
            throw new InvalidValue("email", "has a domain that is written in two ways; write it as xn--...");
        }
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noDomain) {
            throw new InvalidValue("email", "is not a mail address such as name@example.com");
        }
    }
}
