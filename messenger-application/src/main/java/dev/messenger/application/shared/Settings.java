package dev.messenger.application.shared;

import java.net.URI;
import java.time.Duration;

/**
 * What an operator, or an embedding program, decides. {@link #defaults()} is right for a start.
 *
 * @param frontendUrl where links in mails and invites lead, without a trailing slash
 * @param accounts of signing in and of what is told of people
 * @param limits how much is too much
 * @param downloadUrlTtl how long links to files are good (rule D4)
 * @param maxUploadSize in bytes (rule D1)
 * @param notificationRetention how long notifications are kept
 */
public record Settings(
        URI frontendUrl,
        Accounts accounts,
        Limits limits,
        Duration downloadUrlTtl,
        long maxUploadSize,
        Duration notificationRetention) {

    private static final Duration MAX_CACHE_AGE = Duration.ofMinutes(1);

    /**
     * Of signing in and of what is told of people.
     *
     * @param accessTokenTtl rule A4
     * @param refreshTokenTtl rule A4
     * @param refreshReuseGrace how long a refresh token that was used still gives a new pair (rule A5)
     * @param requireVerifiedEmail whether signing in asks for a proven mailbox (rule A3)
     * @param exposeEmails whether others see a user's email (rule U6)
     */
    public record Accounts(
            Duration accessTokenTtl,
            Duration refreshTokenTtl,
            Duration refreshReuseGrace,
            boolean requireVerifiedEmail,
            boolean exposeEmails) {

        /** The same, with or without a proven mailbox. */
        public Accounts requiringVerifiedEmail(boolean required) {
            return new Accounts(accessTokenTtl, refreshTokenTtl, refreshReuseGrace, required, exposeEmails);
        }
    }

    /**
     * How much is too much, a minute each (rule L1); 0 turns one off.
     *
     * @param login sign-in attempts of one address
     * @param register registrations of one address
     * @param refresh new token pairs of one session
     * @param reset mails asked for by one address, or for one email
     * @param messages messages of one user
     * @param duplicateMessageCooldown how long the same text by the same user into the same chat is refused
     */
    public record Limits(
            int login, int register, int refresh, int reset, int messages, Duration duplicateMessageCooldown) {}

    /** After which a cache entry expires: at most a tenth of the lifetime of the links in it (rule D4). */
    public Duration maxCacheAge() {
        Duration tenth = downloadUrlTtl.dividedBy(10);
        return tenth.compareTo(MAX_CACHE_AGE) < 0 ? tenth : MAX_CACHE_AGE;
    }

    /** The defaults of the behaviour contract. */
    public static Settings defaults() {
        return new Settings(
                URI.create("http://localhost:8080"),
                new Accounts(Duration.ofSeconds(900), Duration.ofDays(30), Duration.ofSeconds(10), true, true),
                new Limits(10, 5, 30, 5, 120, Duration.ofSeconds(2)),
                Duration.ofSeconds(3600),
                50L * 1024 * 1024,
                Duration.ofDays(30));
    }

    /** The same with other settings of accounts. */
    public Settings with(Accounts changed) {
        return new Settings(frontendUrl, changed, limits, downloadUrlTtl, maxUploadSize, notificationRetention);
    }

    /** The same with other limits. */
    public Settings with(Limits changed) {
        return new Settings(frontendUrl, accounts, changed, downloadUrlTtl, maxUploadSize, notificationRetention);
    }
}
