package dev.messenger.application.event.port;

/**
 * Wakes up the other nodes when there are new events, so that they need not wait for their next poll. Nothing depends on it: a
 * wake-up may be lost, and one too many does no harm. Thread-safe.
 */
public interface Wakeups {

    /** Wakes up the other nodes; does nothing when they cannot be reached. May block briefly. */
    void wakeOthers();

    /** Calls {@code listener} when another node sends a wake-up, on a thread of the adapter: the listener must not block. */
    void onWakeup(Runnable listener);

    /** Wake-ups of a single node. */
    static Wakeups none() {
        return new Wakeups() {
            @Override
            public void wakeOthers() {}

            @Override
            public void onWakeup(Runnable listener) {}
        };
    }
}
