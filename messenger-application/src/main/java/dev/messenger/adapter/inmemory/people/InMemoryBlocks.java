package dev.messenger.adapter.inmemory.people;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.application.people.port.Blocks;
import dev.messenger.domain.account.UserId;
import java.time.Instant;

/** Blocks in memory. Thread-safe. */
public final class InMemoryBlocks implements Blocks {

    private final Database database;

    public InMemoryBlocks(Database database) {
        this.database = database;
    }

    @Override
    public int countBesides(UserId blocker, UserId blocked) {
        return database.transactions.inTransaction(() -> (int) database.blocks
                .of(blocker.value())
                .filter(other -> !other.equals(blocked))
                .count());
    }

    @Override
    public void add(UserId blocker, UserId blocked, Instant now) {
        database.transactions.run(() -> database.blocks.put(Key.of(blocker, blocked), blocked));
    }

    @Override
    public void remove(UserId blocker, UserId blocked) {
        database.transactions.run(() -> database.blocks.remove(Key.of(blocker, blocked)));
    }
}
