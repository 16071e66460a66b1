package dev.messenger.adapter.jdbc.account;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.Failures;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.SearchColumns;
import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.EmailTaken;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The accounts, in table {@code users}: the rows with an email and a password. */
public final class JdbcAccounts implements Accounts {

    private final JdbcTransactions transactions;

    public JdbcAccounts(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public UserId add(NewAccount account) {
        return Failures.translating(
                Map.of("users_email_unique", EmailTaken::new, "users_username_unique", UsernameTaken::new),
                () -> transactions.one(
                        """
                        insert into users (
                            email, username, name, search_name, search_accents, search_pairs, password_hash, created_at, updated_at)
                        values (:email, :username, :name, :search_name, :search_accents, :search_pairs, :hash, :at, :at)
                        returning id
                        """,
                        row -> new UserId(row.getLong("id")),
                        query -> SearchColumns.bind(query, account.username(), account.name())
                                .bind("email", account.email())
                                .bind("hash", account.passwordHash())
                                .bind("at", account.createdAt())));
    }

    /** Locks in order of id, so that two registrations that want each other's abandoned names do not deadlock. */
    @Override
    public void releaseNames(NewAccount wanted, Instant abandonedBefore, Instant unmailedBefore) {
        transactions.update(
                """
                        delete from users
                        where id in (
                            select id
                            from users
                            where (email = :email or username = :username)
                              and activated_at is null
                              and (created_at < :abandoned or (created_at < :unmailed and not mail_accepted))
                            order by id
                            for update)
                        """,
                update -> update.bind("email", wanted.email())
                        .bind("username", wanted.username())
                        .bind("abandoned", abandonedBefore)
                        .bind("unmailed", unmailedBefore));
    }

    @Override
    public void mailAccepted(UserId user) {
        transactions.update(
                "update users set mail_accepted = true where id = :user", update -> update.bind("user", user));
    }

    @Override
    public Optional<Account> find(UserId user) {
        return transactions.first(
                "select * from users where id = :user and deleted_at is null and external_id is null",
                JdbcAccounts::account,
                query -> query.bind("user", user));
    }

    @Override
    public Optional<Account> findByEmail(Email email) {
        return transactions.first(
                "select * from users where email = :email and deleted_at is null",
                JdbcAccounts::account,
                query -> query.bind("email", email));
    }

    @Override
    public Set<UserId> active(Collection<UserId> users) {
        if (users.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(transactions.list(
                "select id from users where id = any(:users) and activated_at is not null and deleted_at is null",
                row -> new UserId(row.getLong("id")),
                query -> query.bind("users", ArrayArgument.numbers(users))));
    }

    @Override
    public boolean verifyEmail(UserId user, Instant at) {
        return transactions.update("""
                        update users
                        set email_verified_at = coalesce(email_verified_at, :at), activated_at = coalesce(activated_at, :at)
                        where id = :user and (email_verified_at is null or activated_at is null)
                        """, update -> update.bind("user", user).bind("at", at)) == 1;
    }

    @Override
    public void activate(UserId user, Instant at) {
        transactions.update(
                "update users set activated_at = :at where id = :user and activated_at is null",
                update -> update.bind("user", user).bind("at", at));
    }

    /** The row lock makes sign-ins and changes of one account run one after the other. */
    @Override
    public boolean holdPassword(UserId user, PasswordHash expected) {
        return transactions.exists("""
                        select 1
                        from users
                        where id = :user and password_hash = :hash and deleted_at is null
                        for no key update
                        """, query -> query.bind("user", user).bind("hash", expected));
    }

    @Override
    public void hold(UserId user) {
        transactions.exists(
                "select 1 from users where id = :user for no key update", query -> query.bind("user", user));
    }

    @Override
    public void setPassword(UserId user, PasswordHash hash) {
        transactions.update(
                "update users set password_hash = :hash where id = :user",
                update -> update.bind("user", user).bind("hash", hash));
    }

    @Override
    public void forgetAbandoned(Instant createdBefore) {
        transactions.update(
                "delete from users where activated_at is null and created_at < :before",
                update -> update.bind("before", createdBefore));
    }

    @Override
    public void removeInactive(UserId user) {
        transactions.update(
                "delete from users where id = :user and activated_at is null", update -> update.bind("user", user));
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new UserId(row.getLong("id")),
                new Email(Columns.text(row, "email")),
                new Username(Columns.text(row, "username")),
                new DisplayName(Columns.text(row, "name")),
                new PasswordHash(Columns.text(row, "password_hash")),
                Columns.instantOrNull(row, "email_verified_at"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
