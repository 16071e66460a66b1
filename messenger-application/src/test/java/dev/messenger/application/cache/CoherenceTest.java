package dev.messenger.application.cache;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.adapter.security.Pbkdf2PasswordHasher;
import dev.messenger.application.Ports;
import dev.messenger.application.shared.Settings;
import dev.messenger.contracts.cache.Coherence;

class CoherenceTest extends Coherence {

    private static final Ports PORTS = InMemoryMessenger.create(
                    Settings.defaults(), () -> NOW, new Pbkdf2PasswordHasher(1))
            .ports();

    CoherenceTest() {
        super(300, PORTS, PORTS);
    }
}
