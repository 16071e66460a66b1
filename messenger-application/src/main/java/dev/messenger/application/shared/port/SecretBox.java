package dev.messenger.application.shared.port;

/** Encrypts secrets that have to be stored in readable form (rule A10). Thread-safe. */
public interface SecretBox {

    /**
     * Encrypts {@code secret} with a fresh nonce.
     *
     * @param context the owner of the secret, which must be the same to open it; so one sealed secret cannot replace another
     * @return printable text
     */
    String seal(String secret, String context);

    /**
     * Decrypts a sealed secret.
     *
     * @throws IllegalStateException when the context or the key differs, or it was altered
     */
    String open(String sealed, String context);
}
