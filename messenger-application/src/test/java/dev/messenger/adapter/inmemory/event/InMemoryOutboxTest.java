package dev.messenger.adapter.inmemory.event;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Ports;
import dev.messenger.contracts.event.OutboxContract;

class InMemoryOutboxTest implements OutboxContract {

    private final Ports.Store store = InMemoryMessenger.store();

    @Override
    public Ports.Store store() {
        return store;
    }
}
