package dev.messenger.contracts.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class TestClock implements InstantSource {

    private final AtomicReference<Instant> now;

    /** Starts at {@code start}. */
    public TestClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Moves the clock on. */
    public void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
