package dev.messenger.application.account;

import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.application.shared.port.RateLimiter.Receipt;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.RateLimited;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The rate limits of accounts (rules L1, L12); {@link Admission} has those of addresses. Each method counts an attempt and throws
 * {@link RateLimited} beyond the limit.
 */
final class AccountLimits {

    private static final Duration MAIL_WINDOW = Duration.ofMinutes(15);
    private static final int MAILS = 3;
    private static final Duration NOTICE_WINDOW = Duration.ofHours(1);
    private static final int NOTICES = 10;

    private final RateLimiter limiter;
    private final Settings.Limits limits;

    AccountLimits(RateLimiter limiter, Settings.Limits limits) {
        this.limiter = limiter;
        this.limits = limits;
    }

    /** Counts a password before it is checked, so that many at once do not pass; the caller gives a right one back. */
    Receipt guessPassword(Email email) {
        return limiter.take(List.of(Limit.perMinute("login-email", email.value(), 10 * limits.login())), 1);
    }

    void refresh(SessionId session) {
        limiter.take(Limit.perMinute("refresh", session.toString(), limits.refresh()));
    }

    /** Bounds how often a signed-in user tries a password or a code: a stolen access token must not be enough to guess them. */
    void prove(UserId user) {
        limiter.take(Limit.perMinute("proof", user.toString(), limits.login()));
    }

    /** Bounds the mails to one mailbox; the caller gives a mail that was not sent back. */
    Receipt mail(TokenPurpose purpose, Email to) {
        String name = "mail-" + purpose.name().toLowerCase(Locale.ROOT);
        return limiter.take(
                List.of(
                        switch (purpose) {
                            case UNDO_CHANGES -> new Limit(name, to.value(), NOTICES, NOTICE_WINDOW);
                            case VERIFY_EMAIL, RESET_PASSWORD ->
                                new Limit(name, to.value(), limits.reset() == 0 ? 0 : MAILS, MAIL_WINDOW);
                        }),
                1);
    }
}
