package dev.messenger.application.realtime;

import dev.messenger.application.realtime.port.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How much one connection may signal, and what it began and did not end. Thread-safe. */
public final class SignalAllowance {

    private static final int SIGNALS = 20;
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Set<Signal.Doing> begun = new LinkedHashSet<>();
    private Instant windowEnd = Instant.MIN;
    private int taken;

    SignalAllowance(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether one more may pass. */
    synchronized boolean take(Signal.Doing doing) {
        Instant now = clock.instant();
        if (!now.isBefore(windowEnd)) {
            windowEnd = now.plus(WINDOW);
            taken = 0;
        }
        if (taken >= SIGNALS) {
            return false;
        }
        taken++;
        Signal.Doing end = new Signal.Doing(doing.chat(), doing.user(), doing.activity(), false);
        if (!doing.active()) {
            begun.remove(end);
        } else if (begun.size() < SIGNALS) {
            begun.add(end);
        }
        return true;
    }

    /** What has to be told when the connection ends: the end of what it began. */
    synchronized List<Signal> begun() {
        return List.copyOf(begun);
    }
}
