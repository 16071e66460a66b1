package dev.messenger.application.realtime;

import dev.messenger.application.realtime.port.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Limits the signals of one connection, and remembers the activities that it started. Thread-safe. */
public final class SignalAllowance {

    private static final int SIGNALS = 20;
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Set<Signal.Doing> endings = new LinkedHashSet<>();
    private Instant windowEnd = Instant.MIN;
    private int taken;

    SignalAllowance(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether the connection may send this signal. */
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
        if (!doing.active()) {
            endings.remove(doing);
        } else if (endings.size() < SIGNALS) {
            endings.add(doing.withActive(false));
        }
        return true;
    }

    /** The signals that end what the connection started, to be sent when it closes. */
    synchronized List<Signal> endings() {
        return List.copyOf(endings);
    }
}
