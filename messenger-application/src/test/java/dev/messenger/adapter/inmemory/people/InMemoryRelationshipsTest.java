package dev.messenger.adapter.inmemory.people;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Ports;
import dev.messenger.contracts.people.RelationshipsContract;

class InMemoryRelationshipsTest implements RelationshipsContract {

    private final Ports.Store store = InMemoryMessenger.store();

    @Override
    public Ports.Store store() {
        return store;
    }
}
