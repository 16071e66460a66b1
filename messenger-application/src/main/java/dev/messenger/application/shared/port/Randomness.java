package dev.messenger.application.shared.port;

import java.util.UUID;

/** Secure randomness. Thread-safe. */
public interface Randomness {

    /** A text of {@code length} characters, each drawn evenly from {@code alphabet}. */
    String text(int length, String alphabet);

    /** A random UUID (RFC 9562, version 4). */
    UUID uuid();

    /** A secret of 256 bits as 43 characters of {@code A-Z a-z 0-9 _ -}, for links and keys. */
    default String token() {
        return text(43, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    }
}
