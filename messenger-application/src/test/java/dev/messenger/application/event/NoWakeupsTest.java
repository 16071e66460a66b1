package dev.messenger.application.event;

import dev.messenger.application.event.port.Wakeups;
import dev.messenger.contracts.event.WakeupsContract;
import java.util.List;

/** A node that is alone. */
class NoWakeupsTest implements WakeupsContract {

    @Override
    public List<Wakeups> nodes() {
        return List.of(Wakeups.none());
    }
}
