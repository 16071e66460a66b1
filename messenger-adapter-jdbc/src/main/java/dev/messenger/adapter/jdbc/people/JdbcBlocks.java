package dev.messenger.adapter.jdbc.people;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.people.port.Blocks;
import dev.messenger.domain.account.UserId;
import java.time.Instant;

/** The block lists, in table {@code blocks}. */
public final class JdbcBlocks implements Blocks {

    private final JdbcTransactions transactions;

    public JdbcBlocks(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public int countBesides(UserId blocker, UserId blocked) {
        return transactions.one(
                "select count(*) from blocks where blocker_id = :blocker and blocked_id <> :blocked",
                row -> row.getInt(1),
                query -> query.bind("blocker", blocker).bind("blocked", blocked));
    }

    @Override
    public void add(UserId blocker, UserId blocked, Instant now) {
        transactions.update(
                """
                        insert into blocks (blocker_id, blocked_id, created_at)
                        values (:blocker, :blocked, :now)
                        on conflict do nothing
                        """,
                update ->
                        update.bind("blocker", blocker).bind("blocked", blocked).bind("now", now));
    }

    @Override
    public void remove(UserId blocker, UserId blocked) {
        transactions.update(
                "delete from blocks where blocker_id = :blocker and blocked_id = :blocked",
                update -> update.bind("blocker", blocker).bind("blocked", blocked));
    }
}
