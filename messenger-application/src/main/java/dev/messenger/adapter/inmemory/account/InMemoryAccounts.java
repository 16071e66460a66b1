package dev.messenger.adapter.inmemory.account;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.messenger.adapter.inmemory.store.AccountRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The accounts. Thread-safe. */
public final class InMemoryAccounts implements Accounts {

    private final Database database;

    public InMemoryAccounts(Database database) {
        this.database = database;
    }

    @Override
    public UserId add(NewAccount account) {
        return database.transactions.inTransaction(() -> {
            UserId user = new UserId(database.userIds.next());
            AccountRow row = AccountRow.registered(
                    new AccountRow.Names(
                            user, account.username(), account.name(), account.createdAt(), account.createdAt()),
                    new AccountRow.Login(account.email(), account.passwordHash(), null));
            database.names.add(row);
            database.accounts.put(user, row);
            return user;
        });
    }

    @Override
    public void releaseNames(NewAccount wanted, Instant abandonedBefore, Instant unmailedBefore) {
        database.transactions.run(
                () -> Stream.of(database.names.find(wanted.email()), database.names.find(wanted.username()))
                        .flatMap(Optional::stream)
                        .distinct()
                        .forEach(holder -> release(holder, abandonedBefore, unmailedBefore)));
    }

    private void release(UserId holder, Instant abandonedBefore, Instant unmailedBefore) {
        database.accounts.find(holder).ifPresent(row -> {
            Instant createdAt = row.names().createdAt();
            if (createdAt.isBefore(abandonedBefore) || (!row.mailAccepted() && createdAt.isBefore(unmailedBefore))) {
                removeInactive(holder);
            }
        });
    }

    @Override
    public void mailAccepted(UserId user) {
        update(user, AccountRow::mailed);
    }

    @Override
    public Optional<Account> find(UserId user) {
        return database.transactions.inTransaction(
                () -> database.accounts.find(user).flatMap(AccountRow::account));
    }

    @Override
    public Optional<Account> findByEmail(Email email) {
        return database.transactions.inTransaction(
                () -> database.names.find(email).flatMap(this::find));
    }

    @Override
    public Set<UserId> active(Collection<UserId> users) {
        return database.transactions.inTransaction(() -> users.stream()
                .filter(user ->
                        database.accounts.find(user).filter(AccountRow::present).isPresent())
                .collect(toUnmodifiableSet()));
    }

    @Override
    public boolean verifyEmail(UserId user, Instant at) {
        return database.transactions.inTransaction(() -> {
            boolean first =
                    find(user).filter(account -> !account.emailVerified()).isPresent();
            update(user, row -> row.verified(at).activated());
            return first;
        });
    }

    @Override
    public void activate(UserId user, Instant at) {
        update(user, AccountRow::activated);
    }

    @Override
    public boolean holdPassword(UserId user, PasswordHash expected) {
        return find(user)
                .filter(account -> account.passwordHash().equals(expected))
                .isPresent();
    }

    @Override
    public void hold(UserId user) {
        database.transactions.inTransaction(() -> database.accounts.find(user)); // a transaction has the database alone
    }

    @Override
    public void setPassword(UserId user, PasswordHash hash) {
        update(user, row -> row.with(hash));
    }

    @Override
    public void forgetAbandoned(Instant madeBefore) {
        database.transactions.run(() -> database.accounts
                .all()
                .filter(row -> row.names().createdAt().isBefore(madeBefore))
                .map(AccountRow::id)
                .toList()
                .forEach(this::removeInactive));
    }

    @Override
    public void removeInactive(UserId user) {
        database.transactions.run(() -> database.accounts
                .find(user)
                .filter(row -> !row.active())
                .ifPresent(row -> {
                    database.accounts.remove(user);
                    database.names.remove(row);
                    database.mailTokens.removeIf(token -> token.user().equals(user));
                    database.forgetSafety(user);
                }));
    }

    private void update(UserId user, UnaryOperator<AccountRow> change) {
        database.transactions.run(() -> database.accounts.update(user, change));
    }
}
