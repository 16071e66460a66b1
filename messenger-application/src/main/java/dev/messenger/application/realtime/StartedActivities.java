package dev.messenger.application.realtime;

import dev.messenger.application.realtime.port.Signal;
import dev.messenger.application.realtime.port.Signals;
import java.util.LinkedHashSet;

/** The activities that one connection started and did not stop (rule R5). Thread-safe. */
public final class StartedActivities {

    /** More than a client starts before they end by themselves. */
    private static final int MAX = 20;

    private final Signals signals;
    private final LinkedHashSet<Signal.Doing> started = new LinkedHashSet<>();
    private boolean ended;

    StartedActivities(Signals signals) {
        this.signals = signals;
    }

    /** Signals that an activity starts or goes on; not after {@link #endAll}. */
    synchronized void start(Signal.Doing doing) {
        if (ended) {
            return;
        }
        started.remove(doing);
        started.add(doing);
        if (started.size() > MAX) {
            started.remove(started.iterator().next()); // it ends by itself
        }
        signals.send(doing);
    }

    /** Signals that an activity stops; returns false when the connection had not started it. */
    synchronized boolean stop(Signal.Doing doing) {
        boolean wasStarted = started.remove(doing.withActive(true));
        if (wasStarted) {
            signals.send(doing.withActive(false));
        }
        return wasStarted;
    }

    /** Stops all of them, since the connection closes. */
    synchronized void endAll() {
        ended = true;
        started.forEach(doing -> signals.send(doing.withActive(false)));
        started.clear();
    }
}
