package dev.messenger.domain.shared;

import java.time.Duration;

/** Too many attempts; the caller may try again later. */
public non-sealed class RateLimited extends MessengerException {

    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    /** @param retryAfter how long to wait; rounded up to whole seconds, at least one */
    public RateLimited(Duration retryAfter) {
        this("rate_limited", retryAfter);
    }

    /** A limit of its own kind. */
    protected RateLimited(String code, Duration retryAfter) {
        super(code, "Rate limit exceeded. Retry in " + secondsOf(retryAfter) + " seconds.");
        this.retryAfterSeconds = secondsOf(retryAfter);
    }

    /** Whole seconds to wait, at least one. */
    public final long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    private static long secondsOf(Duration retryAfter) {
        return Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
    }
}
