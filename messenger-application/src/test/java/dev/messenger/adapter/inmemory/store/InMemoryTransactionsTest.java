package dev.messenger.adapter.inmemory.store;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Ports;
import dev.messenger.contracts.shared.TransactionsContract;

class InMemoryTransactionsTest implements TransactionsContract {

    private final Ports.Store store = InMemoryMessenger.store();

    @Override
    public Ports.Store store() {
        return store;
    }
}
