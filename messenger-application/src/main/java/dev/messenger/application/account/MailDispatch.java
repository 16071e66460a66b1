package dev.messenger.application.account;

import dev.messenger.application.account.port.MailQueue;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.application.account.port.QueuedMail;
import dev.messenger.application.shared.port.RateLimiter.Receipt;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends queued mails (rule A8). The token of a mail is created when it is sent, and deleted when the mail is not accepted. A mailbox that got
 * several mails lately waits for the next one, which stands for all that are queued meanwhile (rule L12).
 */
public final class MailDispatch {

    /** Longer than sending a mail can take: after that the sender has died. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    /** After so many attempts a mail that may have been sent counts as sent: each attempt may have sent a copy. */
    private static final int MAX_UNKNOWN = 2;

    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);
    private static final Duration GIVE_UP = Duration.ofHours(24);

    private final MailQueue queue;
    private final MailWriter writer;
    private final Mailer mailer;
    private final AccountLimits limits;
    private final Transactions transactions;
    private final InstantSource clock;

    MailDispatch(
            MailQueue queue,
            MailWriter writer,
            Mailer mailer,
            AccountLimits limits,
            Transactions transactions,
            InstantSource clock) {
        this.queue = queue;
        this.writer = writer;
        this.mailer = mailer;
        this.limits = limits;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Sends one mail that is due, or postpones it.
     *
     * @return whether there was one
     */
    public boolean sendNext() {
        Instant now = clock.instant();
        Optional<QueuedMail> next = transactions.inTransaction(() -> queue.claim(now, now.plus(LEASE)));
        next.ifPresent(mail -> {
            try {
                if (deliver(mail, now) || mail.createdAt().plus(GIVE_UP).isBefore(now)) {
                    queue.remove(mail);
                } else {
                    queue.postpone(mail, now.plus(pauseAfter(mail.attempts())));
                }
            } catch (RateLimited later) {
                queue.postpone(mail.untried(), now.plusSeconds(later.retryAfterSeconds()));
            }
        });
        return next.isPresent();
    }

    /** Returns whether the mail is done: sent, or no longer needed. */
    private boolean deliver(QueuedMail queued, Instant now) {
        MailWriter.Matter matter = writer.matterOf(queued).orElse(null);
        if (matter == null) {
            return true;
        }
        Receipt counted = limits.mail(queued.purpose(), queued.to());
        MailWriter.Written mail = writer.write(matter, now);
        try {
            mailer.send(mail.mail());
        } catch (InvalidValue never) {
            mail.refused().run();
        } catch (Unavailable e) {
            if (!e.code().equals(Mailer.OUTCOME_UNKNOWN)) {
                counted.giveBack();
                mail.refused().run();
                return false;
            }
            if (queued.attempts() < MAX_UNKNOWN) {
                return false; // the token of a mail that may have been sent has to work
            }
        }
        mail.done().run();
        return true;
    }

    private static Duration pauseAfter(int attempts) {
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY;
    }
}
