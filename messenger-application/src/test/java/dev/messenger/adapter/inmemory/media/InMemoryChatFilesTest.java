package dev.messenger.adapter.inmemory.media;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Ports;
import dev.messenger.contracts.media.ChatFilesContract;

class InMemoryChatFilesTest implements ChatFilesContract {

    private final Ports.Store store = InMemoryMessenger.store();

    @Override
    public Ports.Store store() {
        return store;
    }
}
