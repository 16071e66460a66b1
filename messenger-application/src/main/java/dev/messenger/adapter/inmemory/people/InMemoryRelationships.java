package dev.messenger.adapter.inmemory.people;

import dev.messenger.adapter.inmemory.store.AccountRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.Relationship;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Relationships in memory. Thread-safe. */
public final class InMemoryRelationships implements Relationships {

    private final Database database;

    public InMemoryRelationships(Database database) {
        this.database = database;
    }

    @Override
    public Map<UserId, Acquaintance> of(UserId viewer, Collection<UserId> targets) {
        return database.transactions.inTransaction(() -> {
            Map<UserId, Acquaintance> found = new HashMap<>();
            targets.forEach(target -> database.accounts
                    .find(target)
                    .filter(AccountRow::active)
                    .ifPresent(row -> found.put(target, acquaintance(viewer, row))));
            return found;
        });
    }

    private Acquaintance acquaintance(UserId viewer, AccountRow row) {
        UserId target = row.id();
        return new Acquaintance(
                Relationship.of(
                        viewer.equals(target),
                        row.deleted() || database.blocks.has(Key.of(target, viewer)),
                        database.blocks.has(Key.of(viewer, target)),
                        database.contacts.has(Key.of(target, viewer))),
                row.privacy());
    }
}
