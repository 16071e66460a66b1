package dev.messenger.application.shared;

import java.net.URI;
import java.time.Duration;

/**
 * What an operator, or an embedding program, decides. {@link #defaults()} is right for a start.
 *
 * @param frontendUrl where links in mails and invites lead, without a trailing slash
 * @param accessTokenTtl rule A4
 * @param refreshTokenTtl rule A4
 * @param downloadUrlTtl how long links to files are good (rule D4)
 * @param maxUploadSize in bytes (rule D1)
 * @param loginPerMinute sign-in attempts of one address (rule L1); 0 turns it off, as with the other limits
 * @param registerPerMinute registrations of one address
 * @param messagesPerMinute messages of one user
 * @param duplicateMessageCooldown how long the same text by the same user into the same chat is refused
 * @param requireVerifiedEmail whether signing in asks for a proven mailbox (rule A3)
 */
public record Settings(
        URI frontendUrl,
        Duration accessTokenTtl,
        Duration refreshTokenTtl,
        Duration downloadUrlTtl,
        long maxUploadSize,
        int loginPerMinute,
        int registerPerMinute,
        int messagesPerMinute,
        Duration duplicateMessageCooldown,
        boolean requireVerifiedEmail) {

    /** The defaults of the behaviour contract. */
    public static Settings defaults() {
        return new Settings(
                URI.create("http://localhost:8080"),
                Duration.ofSeconds(900),
                Duration.ofDays(30),
                Duration.ofSeconds(3600),
                50L * 1024 * 1024,
                10,
                5,
                120,
                Duration.ofSeconds(2),
                true);
    }
}
