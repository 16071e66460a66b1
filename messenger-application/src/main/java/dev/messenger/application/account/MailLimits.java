package dev.messenger.application.account;

import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.shared.RateLimited;
import java.util.List;

/** Bounds how often mails are asked for, and mailed tokens are tried (rule L1). */
public final class MailLimits {

    private final RateLimiter limiter;
    private final Settings settings;

    public MailLimits(RateLimiter limiter, Settings settings) {
        this.limiter = limiter;
        this.settings = settings;
    }

    /**
     * Counts a request for a mail.
     *
     * @throws RateLimited when the address asks too often, or too many ask for this email
     */
    void take(Email to, String clientAddress) {
        int permits = settings.limits().reset();
        limiter.take(
                List.of(
                        Limit.perMinute("reset", Limit.subjectOf(clientAddress), permits),
                        Limit.perMinute("reset-email", to.value(), permits)),
                1);
    }

    /**
     * Counts the use of a mailed token.
     *
     * @throws RateLimited when the address tries too often
     */
    void takeUse(String clientAddress) {
        limiter.take(
                List.of(Limit.perMinute(
                        "reset-use",
                        Limit.subjectOf(clientAddress),
                        settings.limits().reset())),
                1);
    }
}
