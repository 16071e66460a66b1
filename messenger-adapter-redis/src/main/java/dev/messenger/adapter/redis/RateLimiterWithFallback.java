package dev.messenger.adapter.redis;

import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts with a primary limiter, and with a fallback while the primary is away (rule L2). Their counts are not merged: for the
 * length of a window after a switch, a subject may get up to twice its permits.
 *
 * <p>While the primary is away, one attempt a second tries it again and all others go straight to the fallback, so that a hanging
 * primary costs one request a second its timeout. Thread-safe.
 */
public final class RateLimiterWithFallback implements RateLimiter {

    private static final Logger log = LoggerFactory.getLogger(RateLimiterWithFallback.class);
    private static final long PROBE_NANOS = Duration.ofSeconds(1).toNanos();

    private final RateLimiter primary;
    private final RateLimiter fallback;
    private final LongSupplier nanoTime;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicLong nextProbe = new AtomicLong();

    /** @param primary throws {@link Unavailable} when it is away */
    public RateLimiterWithFallback(RateLimiter primary, RateLimiter fallback) {
        this(primary, fallback, System::nanoTime);
    }

    RateLimiterWithFallback(RateLimiter primary, RateLimiter fallback, LongSupplier nanoTime) {
        this.primary = primary;
        this.fallback = fallback;
        this.nanoTime = nanoTime;
    }

    @Override
    public List<Decision> takeAll(List<Attempt> attempts) {
        if (primaryIsDue()) {
            try {
                List<Decision> decisions = primary.takeAll(attempts);
                primaryAnswered();
                return decisions.stream().map(this::ofPrimary).toList();
            } catch (Unavailable e) {
                primaryFailed(e);
            }
        }
        return fallback.takeAll(attempts);
    }

    private Decision ofPrimary(Decision decision) {
        return new Decision(() -> giveBackToPrimary(decision.counted()), decision.refusal());
    }

    /** Attempts that cannot be given back leave the window by themselves. */
    private void giveBackToPrimary(Receipt receipt) {
        if (away.get()) {
            return;
        }
        try {
            receipt.giveBack();
        } catch (Unavailable e) {
            primaryFailed(e);
        }
    }

    private boolean primaryIsDue() {
        if (!away.get()) {
            return true;
        }
        long due = nextProbe.get();
        long now = nanoTime.getAsLong();
        return now - due >= 0 && nextProbe.compareAndSet(due, now + PROBE_NANOS);
    }

    private void primaryAnswered() {
        if (away.compareAndSet(true, false)) {
            log.info("Rate limits are shared by all nodes again");
        }
    }

    private void primaryFailed(Unavailable reason) {
        nextProbe.set(nanoTime.getAsLong() + PROBE_NANOS);
        if (away.compareAndSet(false, true)) {
            log.warn("Rate limits are counted by this node alone for now. {}", reason.detail());
        }
    }
}
