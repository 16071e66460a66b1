package dev.messenger.adapter.security;

import dev.messenger.application.account.port.PasswordHasher;
import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 with HMAC-SHA-256 and a salt for each hash, for embedding and tests. The server uses Argon2id (rule A1), which
 * costs an attacker far more.
 *
 * <p>At most one hash for each processor is computed at a time. Thread-safe.
 */
public final class Pbkdf2PasswordHasher implements PasswordHasher {

    /** What OWASP recommends for this algorithm. */
    public static final int RECOMMENDED_ITERATIONS = 600_000;

    private static final String PREFIX = "pbkdf2-sha256";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    private final SecureRandom random = new SecureRandom();
    private final Semaphore slots = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final int iterations;

    /** With {@link #RECOMMENDED_ITERATIONS}. */
    public Pbkdf2PasswordHasher() {
        this(RECOMMENDED_ITERATIONS);
    }

    /** @param iterations of new hashes; existing hashes name their own */
    public Pbkdf2PasswordHasher(int iterations) {
        this.iterations = iterations;
    }

    @Override
    public PasswordHash hash(Password password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash("$%s$i=%d$%s$%s"
                .formatted(PREFIX, iterations, encode(salt), encode(derive(password, salt, iterations))));
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        String[] parts = hash.value().split("\\$", -1);
        if (parts.length != 5 || !parts[1].equals(PREFIX)) {
            throw new IllegalArgumentException("not a hash of " + PREFIX);
        }
        int cost = Integer.parseInt(parts[2].substring("i=".length()));
        byte[] salt = Base64.getDecoder().decode(parts[3]);
        return MessageDigest.isEqual(
                derive(password, salt, cost), Base64.getDecoder().decode(parts[4]));
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return !hash.value().startsWith("$" + PREFIX + "$i=" + iterations + "$");
    }

    private byte[] derive(Password password, byte[] salt, int cost) {
        slots.acquireUninterruptibly();
        try {
            PBEKeySpec spec = new PBEKeySpec(digest(password).toCharArray(), salt, cost, HASH_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2 with SHA-256", e);
        } finally {
            slots.release();
        }
    }

    /** HMAC pads short keys with zeros, so that "a" and "a\0" would be one password: a digest has one length. */
    private static String digest(Password password) throws GeneralSecurityException {
        byte[] bytes = password.value().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
