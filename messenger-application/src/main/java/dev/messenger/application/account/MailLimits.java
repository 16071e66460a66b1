package dev.messenger.application.account;

import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.shared.RateLimited;

/** Limits requests for mails and uses of mailed tokens (rule L1). */
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
     * @throws RateLimited when the client asks too often, or the email is asked for too often
     */
    void take(Email to, String clientAddress) {
        int permits = settings.limits().reset();
        limiter.take(
                Limit.perMinute("reset", Limit.subjectOf(clientAddress), permits),
                Limit.perMinute("reset-email", to.value(), permits));
    }

    /**
     * Counts the use of a mailed token.
     *
     * @throws RateLimited when the client tries too often
     */
    void takeUse(String clientAddress) {
        limiter.take(Limit.perMinute(
                "reset-use", Limit.subjectOf(clientAddress), settings.limits().reset()));
    }
}
