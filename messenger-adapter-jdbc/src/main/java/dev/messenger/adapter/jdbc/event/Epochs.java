package dev.messenger.adapter.jdbc.event;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epochs of an installation (rule R13). One begins with the installation, and one when a backup was restored: its cursors and
 * ids are above all that were handed out before, also by what the backup does not contain. Thread-safe.
 */
public final class Epochs {

    private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);

    /** On a standby, to which nobody writes, incarnation() is null. Tables of an earlier version have none either. */
    private static final String STATE = """
            select case
                when incarnation() is null or incarnation = incarnation() then 'same'
                when incarnation is not null then 'other'
                when last_cursor = 0 then 'new'
                else 'unknown' end
            from outbox_sequencer
            """;

    private final JdbcTransactions transactions;

    public Epochs(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** Begins an epoch in a new installation, and in a database that is not the one in which the present epoch began. */
    public void beginIfDue() {
        if (state(STATE).equals("same")) {
            return;
        }
        transactions.run(() -> {
            switch (state(STATE + "for update")) {
                case "other" -> {
                    begin();
                    LOG.warn("The database was restored or moved: ids go on above all earlier ones,"
                            + " and clients fetch everything again");
                }
                case "new" -> call("select begin_epoch()");
                case "unknown" -> call("select remember_incarnation()");
                default -> LOG.debug("Another node began the epoch");
            }
        });
    }

    private String state(String sql) {
        return transactions.one(sql, row -> row.getString(1), query -> query);
    }

    /** Begins an epoch in which all ids go on above those of before. */
    public void begin() {
        transactions.run(() -> {
            call("select begin_epoch()");
            call("select move_ids_on()");
        });
    }

    private void call(String sql) {
        boolean unused = transactions.one(sql, row -> true, query -> query);
    }
}
