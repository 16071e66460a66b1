package dev.messenger.adapter.inmemory.people;

import dev.messenger.application.people.port.Presence;
import dev.messenger.contracts.people.PresenceContract;
import dev.messenger.contracts.shared.TestClock;
import java.time.Instant;

class InMemoryPresenceTest implements PresenceContract {

    private final TestClock clock = new TestClock(Instant.parse("2026-03-08T10:00:00Z"));
    private final Presence presence = new InMemoryPresence(clock);

    @Override
    public Presence presence() {
        return presence;
    }

    @Override
    public TestClock clock() {
        return clock;
    }
}
