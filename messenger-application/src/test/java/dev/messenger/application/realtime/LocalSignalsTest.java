package dev.messenger.application.realtime;

import dev.messenger.application.realtime.port.Signals;
import dev.messenger.contracts.realtime.SignalsContract;
import java.util.List;

/** A node that is alone. */
class LocalSignalsTest implements SignalsContract {

    private final Signals signals = Signals.local();

    @Override
    public List<Signals> nodes() {
        return List.of(signals);
    }
}
