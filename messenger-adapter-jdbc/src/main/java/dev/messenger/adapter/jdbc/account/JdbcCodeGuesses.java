package dev.messenger.adapter.jdbc.account;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.account.port.CodeGuesses;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Wrong second factors, in table {@code code_guesses}. */
public final class JdbcCodeGuesses implements CodeGuesses {

    private final JdbcTransactions transactions;

    public JdbcCodeGuesses(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** The upsert locks the row, which makes concurrent changes run one after the other. */
    @Override
    public Guesses change(UserId user, String network, UnaryOperator<Guesses> change) {
        return transactions.inTransaction(() -> {
            Guesses before = transactions.one(
                    """
                            insert into code_guesses as old (user_id, network, number, last_at, open_at)
                            values (:user, :network, :number, :last, :open)
                            on conflict (user_id, network) do update set number = old.number
                            returning number, last_at, open_at
                            """,
                    row -> new Guesses(
                            row.getInt("number"), Columns.instant(row, "last_at"), Columns.instant(row, "open_at")),
                    query -> query.bind("user", user)
                            .bind("network", network)
                            .bind("number", Guesses.NONE.number())
                            .bind("last", Guesses.NONE.lastAt())
                            .bind("open", Guesses.NONE.openAt()));
            Guesses after = change.apply(before);
            transactions.update(
                    """
                            update code_guesses
                            set number = :number, last_at = :last, open_at = :open
                            where user_id = :user and network = :network
                            """,
                    update -> update.bind("user", user)
                            .bind("network", network)
                            .bind("number", after.number())
                            .bind("last", after.lastAt())
                            .bind("open", after.openAt()));
            return before;
        });
    }

    @Override
    public void remove(UserId user, String network) {
        transactions.update(
                "delete from code_guesses where user_id = :user and network = :network",
                update -> update.bind("user", user).bind("network", network));
    }

    @Override
    public void forget(Instant before) {
        transactions.update(
                "delete from code_guesses where last_at < :before", update -> update.bind("before", before));
    }
}
