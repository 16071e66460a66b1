package dev.messenger.application.account;

import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.RateLimited;
import java.util.List;

/** Bounds how often someone who is signed in may try a password or a code: a stolen access token must not be enough to guess them. */
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
     * @throws RateLimited after as many a minute as sign-ins are allowed
     */
    void take(UserId user) {
        limiter.take(
                List.of(Limit.perMinute(
                        "proof", user.toString(), settings.limits().login())),
                1);
    }
}
