package dev.messenger.application.realtime.port;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Carries signals to all nodes, this one included. They are not stored, and may be lost on the way to other nodes; to this one
 * they are not. Thread-safe.
 */
public interface Signals {

    /** Sends a signal off; waits for nobody. */
    void send(Signal signal);

    /** Has {@code listener} called with each signal, on a thread that sends or of the adapter: it must not block. */
    void onSignal(Consumer<Signal> listener);

    /** For a node that is alone. */
    static Signals local() {
        List<Consumer<Signal>> listeners = new CopyOnWriteArrayList<>();
        return new Signals() {
            @Override
            public void send(Signal signal) {
                listeners.forEach(listener -> listener.accept(signal));
            }

            @Override
            public void onSignal(Consumer<Signal> listener) {
                listeners.add(listener);
            }
        };
    }
}
