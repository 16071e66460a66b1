package dev.messenger.adapter.inmemory.message;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Ports;
import dev.messenger.contracts.permission.AbilitiesContract;

class InMemoryRightsTest implements AbilitiesContract {

    private final Ports.Store store = InMemoryMessenger.store();

    @Override
    public Ports.Store store() {
        return store;
    }
}
