package dev.messenger.adapter.inmemory.shared;

import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.contracts.shared.RateLimiterContract;
import dev.messenger.contracts.shared.TestClock;
import java.time.Duration;
import java.time.Instant;

class InMemoryRateLimiterTest implements RateLimiterContract {

    private final TestClock clock = new TestClock(Instant.parse("2026-03-08T10:00:00Z"));
    private final RateLimiter limiter = new InMemoryRateLimiter(clock);

    @Override
    public RateLimiter limiter() {
        return limiter;
    }

    @Override
    public void pass(Duration time) {
        clock.pass(time);
    }
}
