package dev.messenger.adapter.inmemory.account;

import dev.messenger.adapter.inmemory.store.AccountRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.application.account.port.ExternalUser;
import dev.messenger.application.account.port.ExternalUsers;
import dev.messenger.domain.account.ExternalId;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The users of the embedding program. Thread-safe. */
public final class InMemoryExternalUsers implements ExternalUsers {

    private final Database database;

    public InMemoryExternalUsers(Database database) {
        this.database = database;
    }

    @Override
    public UserId put(ExternalUser user, Instant at) {
        return database.transactions.inTransaction(() -> find(user.id())
                .flatMap(there -> database.accounts.find(there))
                .map(row -> rename(row, user, at))
                .orElseGet(() -> add(user, at)));
    }

    private UserId rename(AccountRow row, ExternalUser user, Instant at) {
        if (!isCalled(row, user)) {
            database.names.rename(row, user.username());
            database.accounts.put(row.id(), row.with(row.names().with(user.username(), user.name(), at)));
        }
        return row.id();
    }

    private UserId add(ExternalUser user, Instant at) {
        UserId id = new UserId(database.userIds.next());
        AccountRow row =
                AccountRow.provisioned(new AccountRow.Names(id, user.username(), user.name(), at, at), user.id());
        database.names.add(row);
        database.accounts.put(id, row);
        return id;
    }

    @Override
    public Optional<UserId> findExactly(ExternalUser user) {
        return database.transactions.inTransaction(() -> find(user.id())
                .flatMap(there -> database.accounts.find(there))
                .filter(row -> isCalled(row, user))
                .map(AccountRow::id));
    }

    private static boolean isCalled(AccountRow row, ExternalUser user) {
        AccountRow.Names names = row.names();
        return names.username().equals(user.username()) && names.name().equals(user.name());
    }

    @Override
    public Optional<UserId> find(ExternalId id) {
        return database.transactions.inTransaction(() -> database.names.find(id));
    }

    @Override
    public Map<UserId, ExternalId> externalIds(Collection<UserId> users) {
        return database.transactions.inTransaction(() -> {
            Map<UserId, ExternalId> ids = new HashMap<>();
            users.forEach(user ->
                    database.accounts.find(user).map(AccountRow::externalId).ifPresent(id -> ids.put(user, id)));
            return ids;
        });
    }
}
