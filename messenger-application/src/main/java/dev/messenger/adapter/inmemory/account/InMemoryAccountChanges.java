package dev.messenger.adapter.inmemory.account;

import dev.messenger.adapter.inmemory.store.ChangeRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.application.account.port.AccountChanges;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What happened to accounts. Thread-safe. */
public final class InMemoryAccountChanges implements AccountChanges {

    private final Database database;

    public InMemoryAccountChanges(Database database) {
        this.database = database;
    }

    @Override
    public void add(NewChange change) {
        database.transactions.run(() -> {
            rows(change.user())
                    .skip(MAX - 1L)
                    .map(row -> row.change().id())
                    .toList()
                    .forEach(this::remove);
            long id = database.changeIds.next();
            database.changes.put(id, new ChangeRow(new Change(id, change), false));
        });
    }

    @Override
    public List<Change> of(UserId user) {
        return database.transactions.inTransaction(
                () -> rows(user).map(ChangeRow::change).toList());
    }

    @Override
    public List<Change> untold(UserId user) {
        return database.transactions.inTransaction(() ->
                rows(user).filter(row -> !row.told()).map(ChangeRow::change).toList());
    }

    @Override
    public void told(UserId user, long lastId) {
        database.transactions.run(() -> rows(user)
                .map(ChangeRow::change)
                .filter(change -> change.id() <= lastId)
                .toList()
                .forEach(change -> database.changes.put(change.id(), new ChangeRow(change, true))));
    }

    @Override
    public void addLink(String hash, Change change) {
        database.transactions.run(() -> database.undoLinks.put(hash, change.id()));
    }

    @Override
    public Optional<UserId> userOf(String linkHash, Instant since) {
        return database.transactions.inTransaction(() -> linked(linkHash, since).map(ChangeRow::user));
    }

    @Override
    public List<Change> takeBack(String linkHash, Instant since) {
        return database.transactions.inTransaction(() -> linked(linkHash, since)
                .map(first -> {
                    List<Change> taken = rows(first.user())
                            .map(ChangeRow::change)
                            .filter(change -> change.id() >= first.change().id())
                            .toList()
                            .reversed();
                    taken.forEach(change -> remove(change.id()));
                    return taken;
                })
                .orElse(List.of()));
    }

    @Override
    public void removeAll(UserId user) {
        database.transactions.run(
                () -> rows(user).map(row -> row.change().id()).toList().forEach(this::remove));
    }

    @Override
    public void forget(Instant before) {
        database.transactions.run(() -> database.changes
                .all()
                .filter(row -> row.isBefore(before))
                .map(row -> row.change().id())
                .toList()
                .forEach(this::remove));
    }

    private Optional<ChangeRow> linked(String linkHash, Instant since) {
        return database.undoLinks.find(linkHash).flatMap(database.changes::find).filter(row -> !row.isBefore(since));
    }

    private Stream<ChangeRow> rows(UserId user) {
        return database.changes.all().filter(row -> row.user().equals(user));
    }

    private void remove(long id) {
        database.changes.remove(id);
        database.undoLinks.removeIf(change -> change == id);
    }
}
