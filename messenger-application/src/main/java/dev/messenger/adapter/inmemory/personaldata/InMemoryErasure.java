package dev.messenger.adapter.inmemory.personaldata;

import dev.messenger.adapter.inmemory.store.AccountRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.GroupedTable;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.application.account.port.Erasure;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Removes personal data from accounts. Thread-safe. */
public final class InMemoryErasure implements Erasure {

    private final Database database;

    public InMemoryErasure(Database database) {
        this.database = database;
    }

    @Override
    public void erase(UserId user, Placeholder placeholder, Instant at) {
        database.transactions.run(() ->
                database.accounts.find(user).filter(AccountRow::present).ifPresent(row -> erase(row, placeholder, at)));
    }

    private void erase(AccountRow row, Placeholder placeholder, Instant at) {
        UserId user = row.id();
        database.names.remove(row);
        database.mailTokens.removeIf(token -> token.user().equals(user));
        database.twoFactors.remove(user);
        database.forgetSafety(user);
        forget(database.contacts, user);
        forget(database.blocks, user);
        AccountRow.Names nobody = row.names().with(placeholder.username(), new DisplayName("Deleted account"), at);
        AccountRow erased = row.erased(nobody);
        database.accounts.put(user, erased);
        database.names.add(erased);
        database.unfinishedDeletions.put(user, user);
    }

    private void forget(GroupedTable<UserId> list, UserId user) {
        database.accounts.all().map(AccountRow::id).toList().forEach(other -> {
            list.remove(Key.of(user, other));
            list.remove(Key.of(other, user));
        });
    }

    @Override
    public List<UserId> unfinished(int limit) {
        return database.transactions.inTransaction(() -> database.unfinishedDeletions
                .all()
                .flatMap(user -> database.accounts.find(user).stream())
                .map(AccountRow::names)
                .sorted(Comparator.comparing(AccountRow.Names::updatedAt)) // the time of the deletion
                .limit(limit)
                .map(AccountRow.Names::id)
                .toList());
    }

    @Override
    public void finished(UserId user) {
        database.transactions.run(() -> database.unfinishedDeletions.remove(user));
    }
}
