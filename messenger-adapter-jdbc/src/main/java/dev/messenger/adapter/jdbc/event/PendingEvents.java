package dev.messenger.adapter.jdbc.event;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.Results;
import dev.messenger.adapter.jdbc.shared.RowsReader;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Events without a cursor, in table {@code outbox_pending}. A row holds what one statement appended: one event, or the events
 * of new messages as arrays in the order of their ids. With their cursors they move to table {@code outbox}. Thread-safe.
 */
final class PendingEvents {

    /**
     * Whether any event is pending. The {@code order by} keeps the planner from choosing, while the table is empty, to read the
     * whole table, and from keeping that plan.
     */
    static final String ANY = "exists (select from outbox_pending order by id limit 1)";

    /** Select list that expands a row of {@code outbox_pending} into its events. */
    static final String EVENTS = """
            unnest(coalesce(message_ids, array[id])) as id, type,
            unnest(coalesce(chat_ids, array[chat_id])) as chat_id,
            unnest(coalesce(message_ids, array[message_id])) as message_id,
            unnest(coalesce(sender_ids, array[user_id])) as user_id, member_id, addressee_id, detail
            """;

    /**
     * Assigns cursors in the order of ids; locks and writes nothing when no event is pending. A reader that waited for the lock
     * continues from the current last cursor, but still sees rows that were pending before: it only numbers rows that it
     * deletes. Rows never change, so each is found by its ctid.
     */
    private static final String ASSIGN_CURSORS = """
            with sequencer as (
                select last_cursor
                from outbox_sequencer
                where %s
                for update
            ), oldest as (
                select ctid as place, sum(coalesce(cardinality(message_ids), 1))
                    over (order by id rows between unbounded preceding and 1 preceding) as before
                from outbox_pending
                order by id
                limit :at_once
            ), removed as (
                delete from outbox_pending
                using sequencer, oldest
                where outbox_pending.ctid = oldest.place and coalesce(oldest.before, 0) < :at_once
                returning outbox_pending.*, sequencer.last_cursor
            ), numbered as (
                select last_cursor + row_number() over (order by id) as cursor, id, type, chat_id, message_id, user_id, member_id,
                    addressee_id, detail, created_at
                from (
                    select created_at, last_cursor, %s
                    from removed
                ) event
            ), counted as (
                update outbox_sequencer
                set last_cursor = last.cursor
                from (select max(cursor) as cursor from numbered) last
                where last.cursor is not null
            ), published as (
                insert into outbox (cursor, id, type, chat_id, message_id, user_id, member_id, addressee_id, detail, created_at)
                select * from numbered
            )
            select last_cursor from sequencer;
            """.formatted(ANY, EVENTS);

    /**
     * About how many events one statement numbers, so that after a long pause no reader waits long. A row is numbered as a
     * whole.
     */
    private static final int NUMBERED_AT_ONCE = 1_000;

    private static final String APPEND = """
            insert into outbox_pending (type, chat_id, message_id, user_id, member_id, detail, addressee_id)
            values (:type, :chat, :message, :actor, :member, :detail, :addressee)
            """;

    private static final String APPEND_FOR_CHAT_AND_ADDRESSEE = """
            insert into outbox_pending (type, chat_id, message_id, user_id, member_id, detail, addressee_id)
            values (:type, :chat, :message, :actor, :member, :detail, null),
                (:type, :chat, :message, :actor, :member, :detail, :addressee)
            """;

    private final JdbcTransactions transactions;
    private final ReentrantLock numbering = new ReentrantLock();

    PendingEvents(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** Appends in the transaction of this thread. */
    void append(Event event) {
        EventRow row = EventRow.of(event);
        switch (event) {
            case Event.MemberRemoved removed -> insert(APPEND_FOR_CHAT_AND_ADDRESSEE, row, removed.member());
            default -> insert(APPEND, row, event.onlyFor());
        }
        transactions.eventAppended();
    }

    private void insert(String sql, EventRow row, @Nullable UserId addressee) {
        transactions.defer(
                sql,
                insert -> insert.bind("type", row.type())
                        .bind("chat", row.chat())
                        .bind("message", row.message())
                        .bind("actor", row.actor())
                        .bind("member", row.member())
                        .bind("detail", row.detail())
                        .bind("addressee", addressee));
    }

    /**
     * Assigns cursors, then reads, in one round trip. One thread of this node numbers at a time: one that waited usually has
     * nothing left to number, and no commit to wait for.
     */
    <T> T numberAndRead(String sql, RowsReader<T> reader, UnaryOperator<Query> bind) {
        if (transactions.isActive()) {
            return scan(sql, reader, bind);
        }
        numbering.lock();
        try {
            return scan(sql, reader, bind);
        } finally {
            numbering.unlock();
        }
    }

    private <T> T scan(String sql, RowsReader<T> reader, UnaryOperator<Query> bind) {
        return transactions.scan(
                ASSIGN_CURSORS + sql,
                (numbered, statement) -> reader.read(Results.second(numbered, statement)),
                query -> bind.apply(query).bind("at_once", NUMBERED_AT_ONCE));
    }
}
