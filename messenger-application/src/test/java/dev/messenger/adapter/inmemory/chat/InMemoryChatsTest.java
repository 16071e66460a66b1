package dev.messenger.adapter.inmemory.chat;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Ports;
import dev.messenger.contracts.chat.ChatsContract;

class InMemoryChatsTest implements ChatsContract {

    private final Ports.Store store = InMemoryMessenger.store();

    @Override
    public Ports.Store store() {
        return store;
    }
}
