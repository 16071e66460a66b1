package dev.messenger.adapter.security;

import dev.messenger.application.account.port.OneTimeCodes;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.domain.account.Email;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords (RFC 4226, RFC 6238). Thread-safe. */
public final class Totp implements OneTimeCodes {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECRET_LENGTH = 32;

    private final Randomness randomness;

    public Totp(Randomness randomness) {
        this.randomness = randomness;
    }

    @Override
    public String newSecret() {
        return randomness.text(SECRET_LENGTH, ALPHABET);
    }

    @Override
    public URI url(String secret, Email account) {
        String label =
                URLEncoder.encode(account.value(), StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create("otpauth://totp/Messenger:" + label + "?secret=" + secret + "&issuer=Messenger");
    }

    @Override
    public OptionalLong stepOf(String secret, String code, Instant now) {
        long present = now.getEpochSecond() / STEP_SECONDS;
        return LongStream.of(present, present - 1, present + 1)
                .filter(step -> codeOf(secret, step).equals(code.strip()))
                .findFirst();
    }

    /** The code of a time step. */
    public static String codeOf(String secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(decode(secret), "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-1", e);
        }
    }

    /** Base32 (RFC 4648) without padding. */
    private static byte[] decode(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 5 / 8);
        int bits = 0;
        int buffer = 0;
        for (int i = 0; i < text.length(); i++) {
            buffer = (buffer << 5) | ALPHABET.indexOf(text.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }
        return bytes.array();
    }
}
