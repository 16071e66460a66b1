package dev.messenger.adapter.inmemory.personaldata;

import dev.messenger.adapter.inmemory.store.AccountRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.Table;
import dev.messenger.application.account.port.Erasure;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Takes the person out of an account. Thread-safe. */
public final class InMemoryErasure implements Erasure {

    private final Database database;

    public InMemoryErasure(Database database) {
        this.database = database;
    }

    @Override
    public void erase(UserId user, Placeholder placeholder, Instant at) {
        database.transactions()
                .run(() -> database.accounts()
                        .find(user)
                        .filter(AccountRow::present)
                        .ifPresent(row -> erase(row, placeholder, at)));
    }

    private void erase(AccountRow row, Placeholder placeholder, Instant at) {
        UserId user = row.id();
        if (row.email() != null) {
            database.emails().remove(row.email().value());
        }
        database.names().remove(row);
        database.mailTokens().removeIf(token -> token.user().equals(user));
        database.twoFactors().remove(user);
        forget(database.contacts(), user);
        forget(database.blocks(), user);
        AccountRow.Names nobody = row.names().with(placeholder.username(), new DisplayName("Deleted account"), at);
        AccountRow erased = row.erased(nobody);
        database.accounts().put(user, erased);
        database.names().add(erased);
        database.unfinishedDeletions().put(user, user);
    }

    private void forget(Table<Key, UserId> list, UserId user) {
        database.accounts().all().map(AccountRow::id).toList().forEach(other -> {
            list.remove(Key.of(user, other));
            list.remove(Key.of(other, user));
        });
    }

    @Override
    public List<UserId> unfinished(int limit) {
        return database.transactions()
                .inTransaction(() -> database.unfinishedDeletions()
                        .all()
                        .flatMap(user -> database.accounts().find(user).stream())
                        .map(AccountRow::names)
                        .sorted(Comparator.comparing(AccountRow.Names::updatedAt)) // which is when it was deleted
                        .limit(limit)
                        .map(AccountRow.Names::id)
                        .toList());
    }

    @Override
    public void finished(UserId user) {
        database.transactions().run(() -> database.unfinishedDeletions().remove(user));
    }
}
