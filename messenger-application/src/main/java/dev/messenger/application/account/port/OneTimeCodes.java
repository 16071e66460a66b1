package dev.messenger.application.account.port;

import dev.messenger.domain.account.Email;
import java.net.URI;
import java.time.Instant;
import java.util.OptionalLong;

/** Time-based one-time codes of six digits (RFC 6238, SHA-1, 30 seconds), as authenticator apps make them. Thread-safe. */
public interface OneTimeCodes {

    /** The length of a time step in seconds. */
    int STEP_SECONDS = 30;

    /** A fresh secret in upper-case base32, of at least 160 bits. */
    String newSecret();

    /** The URL by which an authenticator app takes the secret over. */
    URI url(String secret, Email account);

    /**
     * The time step that {@code code} belongs to: the one of {@code now}, or one either side (rule A9); empty when to none.
     *
     * @param code what the user typed
     */
    OptionalLong stepOf(String secret, String code, Instant now);
}
