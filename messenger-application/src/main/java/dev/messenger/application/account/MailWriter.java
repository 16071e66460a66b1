package dev.messenger.application.account;

import dev.messenger.application.account.port.AccountChanges;
import dev.messenger.application.account.port.AccountChanges.Change;
import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.MailTokens;
import dev.messenger.application.account.port.QueuedMail;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.domain.account.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes queued mails and stores their tokens, so that the queue holds no secret (rule A10). */
final class MailWriter {

    private static final Duration VERIFICATION_TTL = Duration.ofHours(24);
    private static final Duration RESET_TTL = Duration.ofHours(1);

    private final Accounts accounts;
    private final MailTokens tokens;
    private final AccountChanges changes;
    private final Mails mails;
    private final Randomness randomness;

    MailWriter(AccountPorts ports, Mails mails, Randomness randomness) {
        this.accounts = ports.accounts();
        this.tokens = ports.mailTokens();
        this.changes = ports.safety().changes();
        this.mails = mails;
        this.randomness = randomness;
    }

    /**
     * A mail whose token is stored.
     *
     * @param done runs when the mail is sent, or never will be
     * @param refused runs when the mail was not accepted
     */
    record Written(Mail mail, Runnable done, Runnable refused) {}

    /** What a mail is about. */
    sealed interface Matter {

        /** A link for the account of a mailbox. */
        record Link(QueuedMail queued, Account account) implements Matter {}

        /** News of an account. */
        record News(Account account, List<Change> changes) implements Matter {}
    }

    /** What there is to write to a mailbox; empty when nothing is left to say. */
    Optional<Matter> matterOf(QueuedMail queued) {
        return accounts.findByEmail(queued.to()).flatMap(account -> switch (queued.purpose()) {
            case VERIFY_EMAIL ->
                account.emailVerified() ? Optional.empty() : Optional.of(new Matter.Link(queued, account));
            case RESET_PASSWORD -> Optional.of(new Matter.Link(queued, account));
            case UNDO_CHANGES -> {
                List<Change> news = changes.untold(account.id());
                yield news.isEmpty() ? Optional.empty() : Optional.of(new Matter.News(account, news));
            }
        });
    }

    Written write(Matter matter, Instant now) {
        String token = randomness.token();
        String hash = SecretHash.of(token);
        return switch (matter) {
            case Matter.Link link -> write(link, token, hash, now);
            case Matter.News news -> {
                Change first = news.changes().getFirst();
                Change last = news.changes().getLast();
                changes.addLink(hash, first);
                yield new Written(
                        mails.news(news.account().email(), news.changes(), token),
                        () -> changes.told(news.account().id(), last.id()),
                        () -> {}); // a link that nobody knows goes with its change
            }
        };
    }

    private Written write(Matter.Link link, String token, String hash, Instant now) {
        TokenPurpose purpose = link.queued().purpose();
        boolean verifies = purpose == TokenPurpose.VERIFY_EMAIL;
        tokens.add(hash, purpose, link.account().id(), now.plus(verifies ? VERIFICATION_TTL : RESET_TTL));
        return new Written(
                verifies
                        ? mails.verification(link.queued().to(), token)
                        : mails.passwordReset(link.queued().to(), token),
                () -> {},
                () -> tokens.consume(hash, purpose, now));
    }
}
