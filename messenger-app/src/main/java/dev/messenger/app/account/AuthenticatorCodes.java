package dev.messenger.app.account;

import dev.messenger.application.account.port.OneTimeCodes;
import dev.messenger.domain.account.Email;
import dev.samstevens.totp.code.CodeGenerator;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.code.HashingAlgorithm;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import dev.samstevens.totp.qr.QrData;
import dev.samstevens.totp.secret.DefaultSecretGenerator;
import dev.samstevens.totp.secret.SecretGenerator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** One-time codes of authenticator apps (TOTP, RFC 6238), by the totp library. Thread-safe. */
public final class AuthenticatorCodes implements OneTimeCodes {

    private static final String ISSUER = "Messenger";
    private static final int DIGITS = 6;

    /** 160 bits, which RFC 4226 recommends. */
    private static final int SECRET_CHARACTERS = 32;

    private final SecretGenerator secrets = new DefaultSecretGenerator(SECRET_CHARACTERS);
    private final CodeGenerator codes = new DefaultCodeGenerator(HashingAlgorithm.SHA1, DIGITS);

    @Override
    public String newSecret() {
        return secrets.generate();
    }

    @Override
    public URI url(String secret, Email account) {
        return URI.create(new QrData.Builder()
                .label(ISSUER + ":" + account.value())
                .secret(secret)
                .issuer(ISSUER)
                .algorithm(HashingAlgorithm.SHA1)
                .digits(DIGITS)
                .period(STEP_SECONDS)
                .build()
                .getUri());
    }

    @Override
    public OptionalLong stepOf(String secret, String code, Instant now) {
        byte[] given = code.strip().getBytes(StandardCharsets.UTF_8);
        long present = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        return LongStream.of(present, present - 1, present + 1)
                .filter(step -> MessageDigest.isEqual(codeOf(secret, step).getBytes(StandardCharsets.UTF_8), given))
                .findFirst();
    }

    private String codeOf(String secret, long step) {
        try {
            return codes.generate(secret, step);
        } catch (CodeGenerationException e) {
            throw new IllegalStateException("every Java platform provides HMAC-SHA-1", e);
        }
    }
}
