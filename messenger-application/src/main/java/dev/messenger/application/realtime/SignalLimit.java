package dev.messenger.application.realtime;

import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Limits the signals of each user, over all their connections to this node and through reconnects (rule R8). Thread-safe. */
final class SignalLimit {

    private static final int SIGNALS = 20;
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Map<UserId, Window> windows = new HashMap<>();

    SignalLimit(InstantSource clock) {
        this.clock = clock;
    }

    private record Window(Instant end, int taken) {}

    /** Whether {@code user} may send one more signal. */
    synchronized boolean take(UserId user) {
        Instant now = clock.instant();
        Window window = windows.get(user);
        if (window == null || !now.isBefore(window.end())) {
            window = new Window(now.plus(WINDOW), 0);
        }
        if (window.taken() >= SIGNALS) {
            return false;
        }
        windows.put(user, new Window(window.end(), window.taken() + 1));
        return true;
    }

    /** Forgets the users whose window has ended. */
    synchronized void forgetEnded() {
        Instant now = clock.instant();
        windows.values().removeIf(window -> !now.isBefore(window.end()));
    }

    /** Of how many users it remembers something. */
    synchronized int size() {
        return windows.size();
    }
}
