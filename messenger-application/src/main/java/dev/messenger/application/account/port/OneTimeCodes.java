package dev.messenger.application.account.port;

import dev.messenger.domain.account.Email;
import java.net.URI;
import java.time.Instant;
import java.util.OptionalLong;

/** Time-based one-time codes of six digits (RFC 6238, SHA-1, 30 seconds), as authenticator apps show them. Thread-safe. */
public interface OneTimeCodes {

    /** The length of a time step in seconds. */
    int STEP_SECONDS = 30;

    /** A fresh secret in upper-case base32, of at least 160 bits. */
    String newSecret();

    /** The URL that passes the secret to an authenticator app. */
    URI url(String secret, Email account);

    /** The time step of a code as typed, if it is the current one or one next to it (rule A9); otherwise empty. */
    OptionalLong stepOf(String secret, String code, Instant now);
}
