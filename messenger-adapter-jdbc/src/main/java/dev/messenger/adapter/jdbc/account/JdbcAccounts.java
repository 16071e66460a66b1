package dev.messenger.adapter.jdbc.account;

import dev.messenger.adapter.jdbc.people.SearchTerms;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.Failures;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
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
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;

/** The accounts, in table {@code users}: the rows with an email and a password. */
public final class JdbcAccounts implements Accounts {

    private final JdbcTransactions transactions;

    public JdbcAccounts(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public UserId add(NewAccount account) {
        try {
            return transactions.with(handle -> handle.createQuery("""
                            insert into users (
                                email, username, name, search_name, search_pairs, password_hash, created_at, updated_at)
                            values (:email, :username, :name, :searchName, :pairs, :hash, :at, :at)
                            returning id
                            """)
                    .bind("email", account.email().value())
                    .bind("username", account.username().value())
                    .bind("name", account.name().value())
                    .bind("searchName", SearchTerms.folded(account.name().value()))
                    .bindArray(
                            "pairs",
                            String.class,
                            SearchTerms.pairsOf(
                                    account.username().value(), account.name().value()))
                    .bind("hash", account.passwordHash().value())
                    .bind("at", account.createdAt())
                    .map((row, ctx) -> new UserId(row.getLong("id")))
                    .one());
        } catch (JdbiException e) {
            String constraint = Failures.violatedUnique(e);
            if ("users_email_unique".equals(constraint)) {
                throw new EmailTaken();
            }
            if ("users_username_unique".equals(constraint)) {
                throw new UsernameTaken();
            }
            throw e;
        }
    }

    /** Locks in order of id, so that two registrations that want each other's abandoned names do not deadlock. */
    @Override
    public void releaseNames(NewAccount wanted, Instant abandonedBefore, Instant unmailedBefore) {
        transactions.with(handle -> handle.createUpdate("""
                        delete from users
                        where id in (
                            select id
                            from users
                            where (email = :email or username = :username)
                              and activated_at is null
                              and (created_at < :abandoned or (created_at < :unmailed and not mail_accepted))
                            order by id
                            for update)
                        """)
                .bind("email", wanted.email().value())
                .bind("username", wanted.username().value())
                .bind("abandoned", abandonedBefore)
                .bind("unmailed", unmailedBefore)
                .execute());
    }

    @Override
    public void mailAccepted(UserId user) {
        transactions.with(handle -> handle.createUpdate("update users set mail_accepted = true where id = :user")
                .bind("user", user.value())
                .execute());
    }

    @Override
    public Optional<Account> find(UserId user) {
        return transactions.with(handle -> handle.createQuery(
                        "select * from users where id = :user and deleted_at is null and external_id is null")
                .bind("user", user.value())
                .map((row, ctx) -> account(row))
                .findOne());
    }

    @Override
    public Optional<Account> findByEmail(Email email) {
        return transactions.with(
                handle -> handle.createQuery("select * from users where email = :email and deleted_at is null")
                        .bind("email", email.value())
                        .map((row, ctx) -> account(row))
                        .findOne());
    }

    @Override
    public Set<UserId> active(Collection<UserId> users) {
        if (users.isEmpty()) {
            return Set.of();
        }
        return transactions.with(handle -> new HashSet<>(handle.createQuery(
                        "select id from users where id = any(:users) and activated_at is not null and deleted_at is null")
                .bindArray(
                        "users", Long.class, users.stream().map(UserId::value).toList())
                .map((row, ctx) -> new UserId(row.getLong("id")))
                .list()));
    }

    @Override
    public void verifyEmail(UserId user, Instant at) {
        transactions.with(handle -> handle.createUpdate("""
                        update users
                        set email_verified_at = coalesce(email_verified_at, :at), activated_at = coalesce(activated_at, :at)
                        where id = :user and (email_verified_at is null or activated_at is null)
                        """)
                .bind("user", user.value())
                .bind("at", at)
                .execute());
    }

    @Override
    public void activate(UserId user, Instant at) {
        transactions.with(handle -> handle.createUpdate(
                        "update users set activated_at = :at where id = :user and activated_at is null")
                .bind("user", user.value())
                .bind("at", at)
                .execute());
    }

    /** The row lock makes sign-ins and changes of one account run one after the other. */
    @Override
    public boolean holdPassword(UserId user, PasswordHash expected) {
        return transactions.with(handle -> handle.createQuery("""
                        select 1
                        from users
                        where id = :user and password_hash = :hash and deleted_at is null
                        for no key update
                        """)
                .bind("user", user.value())
                .bind("hash", expected.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    @Override
    public void setPassword(UserId user, PasswordHash hash) {
        transactions.with(handle -> handle.createUpdate("update users set password_hash = :hash where id = :user")
                .bind("user", user.value())
                .bind("hash", hash.value())
                .execute());
    }

    @Override
    public void forgetAbandoned(Instant createdBefore) {
        transactions.with(
                handle -> handle.createUpdate("delete from users where activated_at is null and created_at < :before")
                        .bind("before", createdBefore)
                        .execute());
    }

    @Override
    public void removeInactive(UserId user) {
        transactions.with(handle -> handle.createUpdate("delete from users where id = :user and activated_at is null")
                .bind("user", user.value())
                .execute());
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
