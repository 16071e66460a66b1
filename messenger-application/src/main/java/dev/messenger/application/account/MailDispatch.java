package dev.messenger.application.account;

import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.MailQueue;
import dev.messenger.application.account.port.MailTokens;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.application.account.port.QueuedMail;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends queued mails (rule A8). Creates the token of a mail when it sends it, so that the queue holds no secret (rule A10), and
 * deletes it when the mail is not accepted.
 */
public final class MailDispatch {

    private static final Duration VERIFICATION_TTL = Duration.ofHours(24);
    private static final Duration RESET_TTL = Duration.ofHours(1);

    /** Longer than sending a mail can take: after that the sender has died. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    /** After so many attempts a mail that may have been sent counts as sent: each attempt may have sent a copy. */
    private static final int MAX_UNKNOWN = 2;

    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);
    private static final Duration GIVE_UP = Duration.ofHours(24);

    private final Accounts accounts;
    private final MailTokens tokens;
    private final MailQueue queue;
    private final Mailer mailer;
    private final Mails mails;
    private final Transactions transactions;
    private final Randomness randomness;
    private final InstantSource clock;

    MailDispatch(
            AccountPorts ports,
            Mailer mailer,
            Mails mails,
            Transactions transactions,
            Randomness randomness,
            InstantSource clock) {
        this.accounts = ports.accounts();
        this.tokens = ports.mailTokens();
        this.queue = ports.mailQueue();
        this.mailer = mailer;
        this.mails = mails;
        this.transactions = transactions;
        this.randomness = randomness;
        this.clock = clock;
    }

    /**
     * Sends one mail that is due.
     *
     * @return whether there was one
     */
    public boolean sendNext() {
        Instant now = clock.instant();
        Optional<QueuedMail> next = transactions.inTransaction(() -> queue.claim(now, now.plus(LEASE)));
        next.ifPresent(mail -> {
            if (deliver(mail, now) || mail.createdAt().plus(GIVE_UP).isBefore(now)) {
                queue.remove(mail);
            } else {
                queue.postpone(mail, now.plus(pauseAfter(mail.attempts())));
            }
        });
        return next.isPresent();
    }

    /** Returns whether the mail is done: sent, or no longer needed. */
    private boolean deliver(QueuedMail mail, Instant now) {
        Account account = accounts.findByEmail(mail.to()).orElse(null);
        if (account == null || (mail.purpose() == TokenPurpose.VERIFY_EMAIL && account.emailVerified())) {
            return true;
        }
        String token = randomness.token();
        String hash = SecretHash.of(token);
        Duration ttl = mail.purpose() == TokenPurpose.VERIFY_EMAIL ? VERIFICATION_TTL : RESET_TTL;
        tokens.add(hash, mail.purpose(), account.id(), now.plus(ttl));
        try {
            mailer.send(
                    switch (mail.purpose()) {
                        case VERIFY_EMAIL -> mails.verification(mail.to(), token);
                        case RESET_PASSWORD -> mails.passwordReset(mail.to(), token);
                    });
            return true;
        } catch (InvalidValue never) {
            tokens.consume(hash, mail.purpose(), now);
            return true;
        } catch (Unavailable e) {
            if (e.code().equals(Mailer.OUTCOME_UNKNOWN)) {
                return mail.attempts() >= MAX_UNKNOWN; // the token of a mail that may have been sent has to work
            }
            tokens.consume(hash, mail.purpose(), now);
            return false;
        }
    }

    private static Duration pauseAfter(int attempts) {
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY;
    }
}
