package dev.messenger.application.event.port;

/**
 * Lets nodes tell one another that something happened, so that none has to wait until it looks by itself. Nothing depends on
 * it: a wake-up may be lost, and one too many does no harm. Thread-safe.
 */
public interface Wakeups {

    /** Tells the other nodes; does nothing when there is no way to reach them. May block for a moment. */
    void tellOthers();

    /** Has {@code listener} called when another node tells, on a thread of the adapter: it must not block. */
    void onTold(Runnable listener);

    /** For a node that is alone. */
    static Wakeups none() {
        return new Wakeups() {
            @Override
            public void tellOthers() {}

            @Override
            public void onTold(Runnable listener) {}
        };
    }
}
