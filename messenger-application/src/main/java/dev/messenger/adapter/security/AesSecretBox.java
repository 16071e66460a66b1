package dev.messenger.adapter.security;

import dev.messenger.application.shared.port.SecretBox;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with the SHA-256 digest of a text as key and the context as authenticated data. Thread-safe. */
public final class AesSecretBox implements SecretBox {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String VERSION = "v1.";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    /** @param key at least 32 random characters, known to nobody else */
    public AesSecretBox(String key) {
        if (key.length() < 32) {
            throw new IllegalArgumentException("a key has at least 32 characters, this one " + key.length());
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            this.key = new SecretKeySpec(digest, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String seal(String secret, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, context, secret.getBytes(StandardCharsets.UTF_8));
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
        return VERSION + Base64.getEncoder().withoutPadding().encodeToString(all);
    }

    @Override
    public String open(String sealed, String context) {
        if (!sealed.startsWith(VERSION)) {
            throw new IllegalStateException("a sealed secret of a version that is not known");
        }
        byte[] all = decoded(sealed.substring(VERSION.length()));
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        byte[] secret = run(Cipher.DECRYPT_MODE, nonce, context, Arrays.copyOfRange(all, NONCE_BYTES, all.length));
        return new String(secret, StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String text) {
        try {
            byte[] all = Base64.getDecoder().decode(text);
            if (all.length >= NONCE_BYTES) {
                return all;
            }
        } catch (IllegalArgumentException e) {
            // reported below
        }
        throw new IllegalStateException("a sealed secret that was cut off or altered");
    }

    private byte[] run(int mode, byte[] nonce, String context, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a sealed secret does not open: it was altered, or SECRETS_KEY is not the one it was sealed with",
                    e);
        }
    }
}
