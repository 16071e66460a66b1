package dev.messenger.application.account;

import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.RateLimited;
import java.util.List;

/** The rate limits of accounts (rule L1). Each method counts an attempt and throws {@link RateLimited} beyond the limit. */
final class AccountLimits {

    private final RateLimiter limiter;
    private final Settings.Limits limits;

    AccountLimits(RateLimiter limiter, Settings.Limits limits) {
        this.limiter = limiter;
        this.limits = limits;
    }

    void register(String clientAddress) {
        take(Limit.perMinute("register", Limit.subjectOf(clientAddress), limits.register()));
    }

    void login(String clientAddress, Email email) {
        String network = Limit.subjectOf(clientAddress);
        take(
                Limit.perMinute("login", network, limits.login()),
                Limit.perMinute("login-account", network + " " + email, limits.login()),
                Limit.perMinute("login-email", email.value(), 10 * limits.login()));
    }

    void refresh(SessionId session) {
        take(Limit.perMinute("refresh", session.toString(), limits.refresh()));
    }

    void requestMail(Email to, String clientAddress) {
        take(
                Limit.perMinute("reset", Limit.subjectOf(clientAddress), limits.reset()),
                Limit.perMinute("reset-email", to.value(), limits.reset()));
    }

    void useMailedToken(String clientAddress) {
        take(Limit.perMinute("reset-use", Limit.subjectOf(clientAddress), limits.reset()));
    }

    /** Bounds how often a signed-in user tries a password or a code: a stolen access token must not be enough to guess them. */
    void prove(UserId user) {
        take(Limit.perMinute("proof", user.toString(), limits.login()));
    }

    private void take(Limit... all) {
        limiter.take(List.of(all), 1);
    }
}
