package dev.messenger.adapter.inmemory.people;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.application.people.port.Contacts;
import dev.messenger.domain.account.UserId;
import java.time.Instant;

/** Contacts in memory. Thread-safe. */
public final class InMemoryContacts implements Contacts {

    private final Database database;

    public InMemoryContacts(Database database) {
        this.database = database;
    }

    @Override
    public int countBesides(UserId owner, UserId contact) {
        return database.transactions.inTransaction(() -> (int) database.contacts
                .of(owner.value())
                .filter(other -> !other.equals(contact))
                .count());
    }

    @Override
    public void add(UserId owner, UserId contact, Instant now) {
        database.transactions.run(() -> database.contacts.put(Key.of(owner, contact), contact));
    }

    @Override
    public void remove(UserId owner, UserId contact) {
        database.transactions.run(() -> database.contacts.remove(Key.of(owner, contact)));
    }
}
