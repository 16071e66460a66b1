package dev.messenger.application.cache;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Ports;
import dev.messenger.contracts.cache.Coherence;

class CoherenceTest extends Coherence {

    private static final Ports PORTS = InMemoryMessenger.create().ports();

    CoherenceTest() {
        super(PORTS, PORTS);
    }
}
