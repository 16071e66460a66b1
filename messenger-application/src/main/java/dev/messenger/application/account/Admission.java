package dev.messenger.application.account;

import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.domain.shared.RateLimited;
import java.util.Locale;

/**
 * Counts by address what strangers ask for (rules L1, L11). A caller that serves strangers asks here first, before it reads the request.
 * Each method counts a request and throws {@link RateLimited} beyond the limit. Thread-safe.
 */
public final class Admission {

    /** Many users share an address, and each refreshes a few times an hour. */
    private static final int REFRESHES_PER_SESSION = 10;

    private final RateLimiter limiter;
    private final Settings.Limits limits;

    Admission(RateLimiter limiter, Settings.Limits limits) {
        this.limiter = limiter;
        this.limits = limits;
    }

    /** Before {@link Registration#register}. */
    public void register(String clientAddress) {
        take("register", clientAddress, limits.register());
    }

    /** Before {@link Authentication#login}. */
    public void login(String clientAddress) {
        take("login", clientAddress, limits.login());
    }

    /** Before {@link Authentication#refresh}. */
    public void refresh(String clientAddress) {
        take("refresh-address", clientAddress, REFRESHES_PER_SESSION * limits.refresh());
    }

    /** Before {@link Passwords#requestReset} and {@link Registration#requestVerification}. */
    public void requestMail(String clientAddress) {
        take("reset", clientAddress, limits.reset());
    }

    /** Before the use of a mailed token. */
    public void useMailedToken(TokenPurpose purpose, String clientAddress) {
        take("use-" + purpose.name().toLowerCase(Locale.ROOT), clientAddress, limits.reset());
    }

    private void take(String name, String clientAddress, int permits) {
        limiter.take(Limit.perMinute(name, Limit.subjectOf(clientAddress), permits));
    }
}
