package dev.messenger.adapter.jdbc.account;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.account.port.AccountChanges;
import dev.messenger.application.account.port.TwoFactors.Snapshot;
import dev.messenger.domain.account.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to accounts, in tables {@code account_changes} and {@code undo_links}. */
public final class JdbcAccountChanges implements AccountChanges {

    private final JdbcTransactions transactions;

    public JdbcAccountChanges(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** The deletion does not see the insertion, so it leaves one place for it. */
    @Override
    public void add(NewChange change) {
        Snapshot factor = change.factor();
        transactions.update(
                """
                        with replaced as (
                            delete from account_changes
                            where id in (
                                select id from account_changes where user_id = :user order by id offset :others)
                        )
                        insert into account_changes (
                            user_id, kind, address, user_agent, happened_at,
                            factor_sealed_secret, factor_last_step, factor_recovery_hashes)
                        values (:user, :kind, :address, :agent, :at, :secret, :step, :hashes)
                        """,
                update -> update.bind("user", change.user())
                        .bind("others", MAX - 1)
                        .bind("kind", change.kind())
                        .bind("address", change.address())
                        .bind("agent", change.userAgent())
                        .bind("at", change.at())
                        .bind("secret", factor == null ? null : factor.sealedSecret())
                        .bind("step", factor == null ? 0 : factor.lastStep())
                        .bind("hashes", ArrayArgument.texts(factor == null ? List.of() : factor.recoveryHashes())));
    }

    @Override
    public List<Change> of(UserId user) {
        return transactions.list(
                "select * from account_changes where user_id = :user order by id",
                JdbcAccountChanges::change,
                query -> query.bind("user", user));
    }

    @Override
    public List<Change> untold(UserId user) {
        return transactions.list(
                "select * from account_changes where user_id = :user and not told order by id",
                JdbcAccountChanges::change,
                query -> query.bind("user", user));
    }

    @Override
    public void told(UserId user, long lastId) {
        transactions.update(
                "update account_changes set told = true where user_id = :user and id <= :last and not told",
                update -> update.bind("user", user).bind("last", lastId));
    }

    @Override
    public void addLink(String hash, Change change) {
        transactions.update(
                "insert into undo_links (hash, change_id) values (:hash, :change)",
                update -> update.bind("hash", hash).bind("change", change.id()));
    }

    @Override
    public Optional<UserId> userOf(String linkHash, Instant since) {
        return transactions.first(
                """
                        select user_id
                        from undo_links
                        join account_changes on id = change_id
                        where hash = :hash and happened_at >= :since
                        """,
                row -> new UserId(row.getLong("user_id")),
                query -> query.bind("hash", linkHash).bind("since", since));
    }

    /** Deletes the link first: of two concurrent calls, the second waits for the first and then finds nothing. */
    @Override
    public List<Change> takeBack(String linkHash, Instant since) {
        return transactions.inTransaction(() -> transactions
                .first(
                        """
                                delete from undo_links
                                using account_changes
                                where hash = :hash and id = change_id and happened_at >= :since
                                returning change_id, user_id
                                """,
                        row -> new Linked(row.getLong("change_id"), new UserId(row.getLong("user_id"))),
                        query -> query.bind("hash", linkHash).bind("since", since))
                .map(this::takeBack)
                .orElse(List.of()));
    }

    private record Linked(long change, UserId user) {}

    private List<Change> takeBack(Linked first) {
        return transactions
                .list(
                        "delete from account_changes where user_id = :user and id >= :first returning *",
                        JdbcAccountChanges::change,
                        query -> query.bind("user", first.user()).bind("first", first.change()))
                .stream()
                .sorted(Comparator.comparingLong(Change::id).reversed())
                .toList();
    }

    @Override
    public void removeAll(UserId user) {
        transactions.update("delete from account_changes where user_id = :user", update -> update.bind("user", user));
    }

    @Override
    public void forget(Instant before) {
        transactions.update(
                "delete from account_changes where happened_at < :before", update -> update.bind("before", before));
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getLong("id"),
                new NewChange(
                        new UserId(row.getLong("user_id")),
                        Columns.named(row, "kind", Kind.class),
                        row.getString("address"),
                        row.getString("user_agent"),
                        Columns.instant(row, "happened_at"),
                        factor(row)));
    }

    private static @Nullable Snapshot factor(ResultSet row) throws SQLException {
        String secret = row.getString("factor_sealed_secret");
        return secret == null
                ? null
                : new Snapshot(secret, row.getLong("factor_last_step"), Columns.texts(row, "factor_recovery_hashes"));
    }
}
