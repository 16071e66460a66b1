package dev.messenger.adapter.inmemory.account;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Ports;
import dev.messenger.contracts.account.ExternalUsersContract;

class InMemoryExternalUsersTest implements ExternalUsersContract {

    private final Ports.Store store = InMemoryMessenger.store();

    @Override
    public Ports.Store store() {
        return store;
    }
}
