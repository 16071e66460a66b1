package dev.messenger.application.shared.port;

/** Encrypts what is stored and has to be read again (rule A10). Thread-safe. */
public interface SecretBox {

    /**
     * Encrypts {@code secret}, another way each time.
     *
     * @param context what it belongs to; it opens in the same context alone, so that one cannot be put in another's place
     * @return printable text
     */
    String seal(String secret, String context);

    /**
     * The secret that was sealed.
     *
     * @throws IllegalStateException when it was sealed in another context or with another key, or was altered
     */
    String open(String sealed, String context);
}
