package dev.messenger.app.account;

import dev.messenger.application.account.port.PasswordHasher;
import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.shared.Unavailable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) with the parameters that the OWASP Password Storage Cheat Sheet recommends: 19 MiB, 2 passes, 1 lane.
 *
 * <p>Hashing runs on its own platform threads, at most half as many as processors, so that a burst of sign-ins takes 19 MiB per
 * thread and never delays messages. A full queue is {@link Unavailable} at once. Thread-safe.
 */
public final class Argon2idHasher implements PasswordHasher, AutoCloseable {

    private static final Cost COST = new Cost(19 * 1024, 2, 1);
    private static final int LONGEST_QUEUE = 512;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** The PHC string format. */
    private static final Pattern ENCODED = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{8,64})\\$([A-Za-z0-9+/]{16,128})");

    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getDecoder();

    private final SecureRandom random = new SecureRandom();
    private final ExecutorService workers;

    public Argon2idHasher() {
        this(LONGEST_QUEUE);
    }

    /** @param longestQueue how many calls may wait */
    Argon2idHasher(int longestQueue) {
        ThreadFactory threads =
                Thread.ofPlatform().name("argon2id-", 0).daemon().factory();
        int size = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.workers = new ThreadPoolExecutor(
                size, size, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(longestQueue), threads);
    }

    private record Cost(int memoryKib, int passes, int lanes) {}

    @Override
    public PasswordHash hash(Password password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = derive(password, salt, COST, HASH_BYTES);
        return new PasswordHash("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        COST.memoryKib(),
                        COST.passes(),
                        COST.lanes(),
                        ENCODER.encodeToString(salt),
                        ENCODER.encodeToString(hash)));
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        Matcher encoded = ENCODED.matcher(hash.value());
        if (!encoded.matches()) {
            throw new IllegalStateException("a stored password hash is not an Argon2id hash");
        }
        byte[] expected = DECODER.decode(encoded.group(5));
        byte[] actual = derive(password, DECODER.decode(encoded.group(4)), cost(encoded), expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        Matcher encoded = ENCODED.matcher(hash.value());
        return !encoded.matches()
                || !cost(encoded).equals(COST)
                || DECODER.decode(encoded.group(4)).length != SALT_BYTES
                || DECODER.decode(encoded.group(5)).length != HASH_BYTES;
    }

    private static Cost cost(Matcher encoded) {
        return new Cost(
                Integer.parseInt(encoded.group(1)),
                Integer.parseInt(encoded.group(2)),
                Integer.parseInt(encoded.group(3)));
    }

    private byte[] derive(Password password, byte[] salt, Cost cost, int length) {
        Future<byte[]> result = submit(() -> {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(cost.memoryKib())
                    .withIterations(cost.passes())
                    .withParallelism(cost.lanes())
                    .withSalt(salt)
                    .build());
            byte[] hash = new byte[length];
            generator.generateBytes(password.value().getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        });
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while hashing a password", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing a password failed", e.getCause());
        }
    }

    private Future<byte[]> submit(Callable<byte[]> work) {
        try {
            return workers.submit(work);
        } catch (RejectedExecutionException e) {
            throw new Unavailable("busy", "Too many are signing in at this moment. Try again in a few seconds.");
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
