package dev.messenger.adapter.http.endpoint;

import dev.messenger.domain.shared.InvalidValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A query string. Decodes only the parameters that an endpoint declares, and those strictly.
 *
 * @param raw the text after the question mark, null when there is none
 */
record QueryString(@Nullable String raw) {

    /**
     * The text of a parameter, null when it is absent.
     *
     * @throws InvalidValue when it occurs twice, or its escapes are broken or not UTF-8
     */
    @Nullable
    String get(String name) {
        if (raw == null) {
            return null;
        }
        String found = null;
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (name.equals(equals < 0 ? pair : pair.substring(0, equals))) {
                if (found != null) {
                    throw new InvalidValue(name, "must be given once");
                }
                found = equals < 0 ? "" : pair.substring(equals + 1);
            }
        }
        return found == null ? null : decode(name, found.replace('+', ' '));
    }

    private static String decode(String name, String escaped) {
        if (escaped.indexOf('%') < 0 && escaped.chars().allMatch(c -> c < 0x80)) {
            return escaped;
        }
        byte[] bytes = escaped.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.write(bytes[i]);
                continue;
            }
            boolean complete = i + 2 < bytes.length;
            int high = complete ? Character.digit(bytes[i + 1], 16) : -1;
            int low = complete ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new InvalidValue(name, "must escape each byte by a percent sign and two hexadecimal digits");
            }
            decoded.write(high << 4 | low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new InvalidValue(name, "must be UTF-8");
        }
    }
}
