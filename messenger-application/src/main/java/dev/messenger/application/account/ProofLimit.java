package dev.messenger.application.account;

import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.RateLimited;

/** Limits the attempts of a signed-in user at a password or code, so that a stolen access token is not enough to guess them. */
public final class ProofLimit {

    private final RateLimiter limiter;
    private final Settings settings;

    public ProofLimit(RateLimiter limiter, Settings settings) {
        this.limiter = limiter;
        this.settings = settings;
    }

    /**
     * Counts an attempt.
     *
     * @throws RateLimited above the limit for sign-ins
     */
    void take(UserId user) {
        limiter.take(Limit.perMinute("proof", user.toString(), settings.limits().login()));
    }
}
