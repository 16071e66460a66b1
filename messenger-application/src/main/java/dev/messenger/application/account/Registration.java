package dev.messenger.application.account;

import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.EmailTaken;
import dev.messenger.application.account.port.MailQueue;
import dev.messenger.application.account.port.MailTokens;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.application.account.port.PasswordHasher;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.shared.InvalidToken;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Creates accounts and verifies their emails (rules A1, A2). */
public final class Registration {

    /** How long a verification link is valid, and an unverified account keeps its names. */
    private static final Duration VERIFICATION_TTL = Duration.ofHours(24);

    /** After this time without an accepted mail, the registration was ended by a crash. */
    private static final Duration MAIL_GRACE = Duration.ofSeconds(60);

    private final Accounts accounts;
    private final MailTokens tokens;
    private final MailQueue queue;
    private final PasswordHasher hasher;
    private final Mailer mailer;
    private final Mails mails;
    private final MailLimits mailLimits;
    private final Transactions transactions;
    private final RateLimiter limiter;
    private final Randomness randomness;
    private final InstantSource clock;
    private final Settings settings;

    public Registration(
            Accounts accounts,
            MailTokens tokens,
            MailQueue queue,
            PasswordHasher hasher,
            Mailer mailer,
            Transactions transactions,
            RateLimiter limiter,
            Randomness randomness,
            InstantSource clock,
            Settings settings) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.queue = queue;
        this.hasher = hasher;
        this.mailer = mailer;
        this.mails = new Mails(settings.frontendUrl());
        this.mailLimits = new MailLimits(limiter, settings);
        this.transactions = transactions;
        this.limiter = limiter;
        this.randomness = randomness;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Creates an account and mails its verification link.
     *
     * @param clientAddress the subject of the rate limit
     * @throws EmailTaken when another account has the email
     * @throws UsernameTaken when another account has the username
     * @throws Unavailable when the mail was not accepted; no account is left behind
     */
    public void register(String email, String name, String username, String password, String clientAddress) {
        Email to = new Email(email);
        DisplayName displayName = new DisplayName(name);
        Username handle = new Username(username);
        Password chosen = Password.chosen("password", password);
        limiter.take(Limit.perMinute(
                "register", Limit.subjectOf(clientAddress), settings.limits().register()));

        Instant now = clock.instant();
        NewAccount account = new NewAccount(to, handle, displayName, hasher.hash(chosen), now);
        String token = randomness.token();
        UserId user = transactions.inTransaction(() -> {
            accounts.releaseNames(account, now.minus(VERIFICATION_TTL), now.minus(MAIL_GRACE));
            UserId added = accounts.add(account);
            tokens.add(SecretHash.of(token), TokenPurpose.VERIFY_EMAIL, added, now.plus(VERIFICATION_TTL));
            return added;
        });
        try {
            mailer.send(mails.verification(to, token));
        } catch (Unavailable e) {
            accounts.removeInactive(user);
            throw e;
        }
        accounts.mailAccepted(user);
    }

    /**
     * Verifies an email by the token that was sent to it.
     *
     * @throws InvalidToken when the token is unknown, used or expired
     */
    public void verifyEmail(String token) {
        Instant now = clock.instant();
        transactions.run(() -> {
            UserId user = tokens.consume(SecretHash.of(token), TokenPurpose.VERIFY_EMAIL, now)
                    .orElseThrow(() -> new InvalidToken(
                            "invalid_token", "token: is unknown, used or expired. Ask for a new verification mail."));
            accounts.verifyEmail(user, now);
        });
    }

    /**
     * Queues another verification mail, whether or not an account needs one, so that the caller learns nothing from the answer
     * or its delay (rule A8).
     *
     * @throws InvalidValue when {@code email} is not an address
     */
    public void requestVerification(String email, String clientAddress) {
        Email to = new Email(email);
        mailLimits.take(to, clientAddress);
        transactions.run(() -> queue.add(TokenPurpose.VERIFY_EMAIL, to, clock.instant()));
    }
}
