package dev.messenger.application.realtime.port;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Carries signals to all nodes, this one included. Signals are not stored and may be lost on the way to other nodes, but not on the
 * way to this one. Thread-safe.
 */
public interface Signals {

    /** Sends a signal; never blocks. */
    void send(Signal signal);

    /** Calls {@code listener} with each signal, on the sending thread or on one of the adapter: the listener must not block. */
    void onSignal(Consumer<Signal> listener);

    /** Signals of a single node. */
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
