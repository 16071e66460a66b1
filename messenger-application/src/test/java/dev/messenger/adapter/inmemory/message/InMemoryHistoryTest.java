package dev.messenger.adapter.inmemory.message;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Ports;
import dev.messenger.contracts.message.HistoryContract;

class InMemoryHistoryTest implements HistoryContract {

    private final Ports.Store store = InMemoryMessenger.store();

    @Override
    public Ports.Store store() {
        return store;
    }
}
