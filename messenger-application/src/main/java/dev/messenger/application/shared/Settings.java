package dev.messenger.application.shared;

import dev.messenger.domain.chat.ChatType;
import java.net.URI;
import java.time.Duration;

/**
 * The settings of an operator or an embedding program. Start with {@link #defaults()}.
 *
 * @param frontendUrl where links in mails and invites lead, without a trailing slash
 * @param downloadUrlTtl how long links to files are valid (rule D4)
 * @param maxUploadSize in bytes (rule D1)
 * @param notificationRetention after which notifications are deleted
 * @param caps how much one user may hold
 */
public record Settings(
        URI frontendUrl,
        Accounts accounts,
        Limits limits,
        Duration downloadUrlTtl,
        long maxUploadSize,
        Duration notificationRetention,
        Caps caps) {

    private static final Duration MAX_CACHE_AGE = Duration.ofMinutes(1);

    /**
     * Settings of authentication and of the visibility of emails.
     *
     * @param accessTokenTtl rule A4
     * @param refreshTokenTtl rule A4
     * @param refreshReuseGrace how long a used refresh token still gives a new pair (rule A5)
     * @param requireVerifiedEmail whether signing in requires a verified email (rule A3)
     * @param exposeEmails whether others see a user's email (rule U6)
     * @param requirePasswordFor2fa whether changes of the second factor require the password (rule A20)
     */
    public record Accounts(
            Duration accessTokenTtl,
            Duration refreshTokenTtl,
            Duration refreshReuseGrace,
            boolean requireVerifiedEmail,
            boolean exposeEmails,
            boolean requirePasswordFor2fa) {}

    /**
     * Rate limits for each minute (rule L1); 0 turns a limit off.
     *
     * @param login attempts from one address
     * @param register registrations from one address
     * @param refresh new token pairs of one session
     * @param reset mails requested by one address or for one email
     * @param messages messages of one user
     * @param duplicateMessageCooldown how long a user may not repeat a text in a chat
     */
    public record Limits(
            int login, int register, int refresh, int reset, int messages, Duration duplicateMessageCooldown) {}

    /**
     * How much one user may hold, and how many users one chat; each is at least 1.
     *
     * @param chats chats that a user is in (rule H16)
     * @param ownedChats groups and channels that a user owns (rule H16)
     * @param groupMembers members of a group (rule H17)
     * @param channelMembers members of a channel (rule H17)
     * @param contacts contacts of a user, and as many blocked users (rule U9)
     * @param sessions sessions of a user (rule A24)
     */
    public record Caps(
            int chats,
            int ownedChats,
            int groupMembers,
            int channelMembers,
            int contacts,
            int sessions,
            Uploads uploads) {

        /**
         * How much a user uploads (rule D7).
         *
         * @param pending uploads to which nothing refers yet
         * @param pendingBytes their bytes
         * @param storedBytes bytes of all files of a user; 0 for no cap
         */
        public record Uploads(int pending, long pendingBytes, long storedBytes) {}

        /** How many chats a user is in at most when others put them into one more: a tenth is kept for the user's own. */
        public int chatsByOthers() {
            return chats - chats / 10;
        }

        /** How many members a chat of this type has at most. */
        public int membersOf(ChatType type) {
            return type == ChatType.CHANNEL ? channelMembers : groupMembers;
        }
    }

    /** After which a cache entry expires: at most a tenth of the lifetime of the links in it (rule D4). */
    public Duration maxCacheAge() {
        Duration tenth = downloadUrlTtl.dividedBy(10);
        return tenth.compareTo(MAX_CACHE_AGE) < 0 ? tenth : MAX_CACHE_AGE;
    }

    /** The defaults of the behaviour contract. */
    public static Settings defaults() {
        return new Settings(
                URI.create("http://localhost:8080"),
                new Accounts(Duration.ofSeconds(900), Duration.ofDays(30), Duration.ofSeconds(10), true, true, false),
                new Limits(10, 5, 30, 5, 120, Duration.ofSeconds(2)),
                Duration.ofSeconds(3600),
                50L * 1024 * 1024,
                Duration.ofDays(30),
                new Caps(10_000, 500, 10_000, 1_000_000, 5_000, 50, new Caps.Uploads(100, 500L * 1024 * 1024, 0)));
    }

    /** A copy with other account settings. */
    public Settings with(Accounts changed) {
        return new Settings(frontendUrl, changed, limits, downloadUrlTtl, maxUploadSize, notificationRetention, caps);
    }

    /** A copy with other limits. */
    public Settings with(Limits changed) {
        return new Settings(frontendUrl, accounts, changed, downloadUrlTtl, maxUploadSize, notificationRetention, caps);
    }

    /** A copy with other caps. */
    public Settings with(Caps changed) {
        return new Settings(
                frontendUrl, accounts, limits, downloadUrlTtl, maxUploadSize, notificationRetention, changed);
    }
}
