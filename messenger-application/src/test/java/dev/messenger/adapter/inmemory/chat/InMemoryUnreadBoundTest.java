package dev.messenger.adapter.inmemory.chat;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Ports;
import dev.messenger.contracts.chat.UnreadBoundContract;

class InMemoryUnreadBoundTest implements UnreadBoundContract {

    private final Ports.Store store = InMemoryMessenger.store();

    @Override
    public Ports.Store store() {
        return store;
    }
}
