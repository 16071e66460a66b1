package dev.messenger.application.account;

import dev.messenger.application.account.port.AccountChanges.Kind;
import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.EmailTaken;
import dev.messenger.application.account.port.MailQueue;
import dev.messenger.application.account.port.MailTokens;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.application.account.port.SecurityPorts;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.application.environment.Environment;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.shared.InvalidToken;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** Creates accounts and verifies their emails (rules A1, A2). */
public final class Registration {

    /** How long a verification link is valid, and an unverified account keeps its names. */
    private static final Duration VERIFICATION_TTL = Duration.ofHours(24);

    /** After this time without an accepted mail, the registration was ended by a crash. */
    private static final Duration MAIL_GRACE = Duration.ofSeconds(60);

    private final Accounts accounts;
    private final MailTokens tokens;
    private final MailQueue queue;
    private final SecurityPorts security;
    private final Mailer mailer;
    private final Mails mails;
    private final FirstProof firstProof;
    private final AccountNotices notices;
    private final Revocations revocations;
    private final Transactions transactions;
    private final InstantSource clock;

    Registration(
            AccountPorts ports,
            SecurityPorts security,
            Mailer mailer,
            Mails mails,
            FirstProof firstProof,
            AccountNotices notices,
            Revocations revocations,
            Environment environment) {
        this.accounts = ports.accounts();
        this.tokens = ports.mailTokens();
        this.queue = ports.mailQueue();
        this.security = security;
        this.mailer = mailer;
        this.mails = mails;
        this.firstProof = firstProof;
        this.notices = notices;
        this.revocations = revocations;
        this.transactions = environment.transactions();
        this.clock = environment.clock();
    }

    /**
     * Creates an account and mails its verification link.
     *
     * @throws EmailTaken when another account has the email
     * @throws UsernameTaken when another account has the username
     * @throws InvalidValue when a value breaks its rule, or the mailbox can never get the mail
     * @throws Unavailable when the mail was not accepted; in both cases no account is left behind
     */
    public void register(String email, String name, String username, String password) {
        Email to = new Email(email);
        DisplayName displayName = new DisplayName(name);
        Username handle = new Username(username);
        Password chosen = Password.chosen("password", password);
        Instant now = clock.instant();
        NewAccount account =
                new NewAccount(to, handle, displayName, security.hasher().hash(chosen), now);
        String token = security.randomness().token();
        UserId user = transactions.inTransaction(() -> {
            accounts.releaseNames(account, now.minus(VERIFICATION_TTL), now.minus(MAIL_GRACE));
            UserId added = accounts.add(account);
            tokens.add(SecretHash.of(token), TokenPurpose.VERIFY_EMAIL, added, now.plus(VERIFICATION_TTL));
            return added;
        });
        try {
            mailer.send(mails.verification(to, token));
        } catch (Unavailable | InvalidValue e) {
            // the link of a mail that may have been sent has to work
            if (!e.code().equals(Mailer.OUTCOME_UNKNOWN)) {
                accounts.removeInactive(user);
                throw e;
            }
        }
        accounts.mailAccepted(user);
    }

    /**
     * Verifies an email by the token that was sent to it. Ends the sessions and the second factor that were made before, since somebody else
     * may have registered the address (rule A22).
     *
     * @throws InvalidToken when the token is unknown, used or expired
     */
    public void verifyEmail(String token) {
        Instant now = clock.instant();
        Set<SessionId> ended = transactions.inTransaction(() -> {
            UserId user = tokens.consume(SecretHash.of(token), TokenPurpose.VERIFY_EMAIL, now)
                    .orElseThrow(() -> new InvalidToken(
                            "invalid_token", "token: is unknown, used or expired. Ask for a new verification mail."));
            return accounts.verifyEmail(user, now) ? endEarlier(user) : Set.of();
        });
        revocations.learn(ended);
    }

    /** Whoever signed in before still knows the password, so a mail tells of it. */
    private Set<SessionId> endEarlier(UserId user) {
        FirstProof.Ended ended = firstProof.endEarlier(user);
        if (ended.isAnything()) {
            accounts.find(user).ifPresent(account -> notices.add(account, Kind.MAILBOX_PROVEN, null));
        }
        return ended.sessions();
    }

    /**
     * Queues another verification mail, whether or not an account needs one, so that the caller learns nothing from the answer
     * or its delay (rule A8).
     *
     * @throws InvalidValue when {@code email} is not an address
     */
    public void requestVerification(String email) {
        Email to = new Email(email);
        transactions.run(() -> queue.add(TokenPurpose.VERIFY_EMAIL, to, clock.instant()));
    }
}
