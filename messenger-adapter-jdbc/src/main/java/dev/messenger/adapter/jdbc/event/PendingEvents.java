package dev.messenger.adapter.jdbc.event;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.Results;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Events that have no cursor yet, in table {@code outbox_pending}. A row is what one statement appended: an event, or new messages, of which it has
 * arrays in the order of their ids. With their cursors they go to table {@code outbox}.
 */
final class PendingEvents {

    /**
     * Whether anything has no cursor yet. The order is for the planner: while the table is empty, it would prefer to read it all, and
     * keep to that.
     */
    static final String ANY = "exists (select from outbox_pending order by id limit 1)";

    /** Columns of events, but for the cursor: a row of {@code outbox_pending} becomes one for each message that it tells of. */
    static final String COLUMNS = """
            unnest(coalesce(message_ids, array[id])) as id, type, unnest(coalesce(chat_ids, array[chat_id])) as chat_id,
                unnest(coalesce(message_ids, array[message_id])) as message_id, unnest(coalesce(sender_ids, array[user_id])) as user_id,
                member_id, addressee_id, detail
            """;

    /**
     * Gives cursors in order of id; where there is nothing to give one to, nothing is locked or written. Whoever waited for the lock goes
     * on from the last cursor of then, but still sees what was pending before: an event is given a cursor by who deletes it there.
     * Nobody else changes it, so that it stays in its place.
     */
    private static final String SEQUENCE =
            """
            with sequencer as (
                select last_cursor from outbox_sequencer where
            """ + ANY + """
                for update
            ), oldest as (
                select ctid as place, sum(coalesce(cardinality(message_ids), 1))
                    over (order by id rows between unbounded preceding and 1 preceding) as before
                from outbox_pending
                order by id
                limit :at_once
            ), appended as (
                delete from outbox_pending
                using sequencer, oldest
                where outbox_pending.ctid = oldest.place and coalesce(oldest.before, 0) < :at_once
                returning outbox_pending.*, sequencer.last_cursor
            ), numbered as (
                select last_cursor + row_number() over (order by id) as cursor, id, type, chat_id, message_id, user_id, member_id, addressee_id,
                    detail, created_at
                from (
                    select created_at, last_cursor,
            """ + COLUMNS + """
                    from appended
                ) event
            ), counted as (
                update outbox_sequencer
                set last_cursor = last.cursor
                from (select max(cursor) as cursor from numbered) last
                where last.cursor is not null
            ), kept as (
            """ + "insert into outbox (" + EventRow.COLUMNS + ", created_at)" + """
                select * from numbered
            )
            select last_cursor from sequencer;
            """;

    /**
     * About how many events get their cursor in one statement: what a reader that comes after a long pause waits for at most. Messages that
     * were posted together get theirs together.
     */
    private static final int SEQUENCED_AT_ONCE = 1_000;

    private static final String APPEND = """
            insert into outbox_pending (type, chat_id, message_id, user_id, member_id, detail, addressee_id)
            values (:type, :chat, :message, :user, :member, :detail, :addressee)
            """;

    private static final String APPEND_TWICE = """
            insert into outbox_pending (type, chat_id, message_id, user_id, member_id, detail, addressee_id)
            values (:type, :chat, :message, :user, :member, :detail, null),
                (:type, :chat, :message, :user, :member, :detail, :addressee)
            """;

    private final JdbcTransactions transactions;
    private final ReentrantLock sequencing = new ReentrantLock();

    PendingEvents(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** In the transaction of this thread. */
    void append(Event event) {
        EventRow row = EventRow.of(event);
        switch (event) {
            case Event.MemberRemoved removed -> insert(APPEND_TWICE, row, removed.member());
            default -> insert(APPEND, row, event.onlyFor());
        }
        transactions.eventAppended();
    }

    private void insert(String sql, EventRow row, @Nullable UserId addressee) {
        transactions.runLast(
                sql,
                insert -> insert.bind("type", row.type().column())
                        .bind("chat", row.chat() == null ? null : row.chat().value())
                        .bind(
                                "message",
                                row.message() == null ? null : row.message().value())
                        .bind("user", row.actor().value())
                        .bind(
                                "member",
                                row.member() == null ? null : row.member().value())
                        .bind("detail", row.detail())
                        .bind("addressee", addressee == null ? null : addressee.value()));
    }

    /** Makes something of a result. */
    @FunctionalInterface
    interface Reader<T> {

        T read(ResultSet rows) throws SQLException;
    }

    /**
     * Numbers what has no cursor yet, then reads, in one round trip. Whoever waited for another one of this node has often nothing left to
     * number, and no commit to wait for.
     */
    <T> T numberAndRead(String sql, Reader<T> reader, UnaryOperator<Query> bind) {
        if (transactions.isActive()) {
            return sequence(sql, reader, bind);
        }
        sequencing.lock();
        try {
            return sequence(sql, reader, bind);
        } finally {
            sequencing.unlock();
        }
    }

    private <T> T sequence(String sql, Reader<T> reader, UnaryOperator<Query> bind) {
        return transactions.scan(
                SEQUENCE + sql,
                (numbered, statement) -> reader.read(Results.second(numbered, statement)),
                query -> bind.apply(query).bind("at_once", SEQUENCED_AT_ONCE));
    }
}
