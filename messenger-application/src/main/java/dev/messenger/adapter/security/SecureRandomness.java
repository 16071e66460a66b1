package dev.messenger.adapter.security;

import dev.messenger.application.shared.port.Randomness;
import java.security.SecureRandom;
import java.util.UUID;

/** The cryptographic random generator of the JDK. Thread-safe. */
public final class SecureRandomness implements Randomness {

    private final SecureRandom random = new SecureRandom();

    @Override
    public String text(int length, String alphabet) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Override
    public UUID uuid() {
        return UUID.randomUUID();
    }
}
