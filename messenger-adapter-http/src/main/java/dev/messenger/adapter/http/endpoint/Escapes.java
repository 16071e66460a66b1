package dev.messenger.adapter.http.endpoint;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The escapes of query strings and forms: a percent sign and two hexadecimal digits for a byte of UTF-8, a plus for a space. */
public final class Escapes {

    private Escapes() {}

    /**
     * Decodes a text. It decodes the escapes to bytes, one per Latin-1 character, since {@link URLDecoder} would replace bytes that are
     * not UTF-8 in silence.
     *
     * @param octets one character for each byte that was received
     * @throws IllegalArgumentException when an escape is broken, or the bytes are not UTF-8; its message completes "must …"
     */
    public static String decode(String octets) {
        byte[] bytes = unescaped(octets).getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new IllegalArgumentException("be UTF-8", notUtf8);
        }
    }

    private static String unescaped(String octets) {
        try {
            return URLDecoder.decode(octets, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "escape each byte by a percent sign and two hexadecimal digits", malformed);
        }
    }
}
