package dev.messenger.adapter.inmemory.message;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Ports;
import dev.messenger.contracts.message.VisibilityOrderContract;

class InMemoryVisibilityOrderTest implements VisibilityOrderContract {

    private final Ports.Store store = InMemoryMessenger.store();

    @Override
    public Ports.Store store() {
        return store;
    }
}
