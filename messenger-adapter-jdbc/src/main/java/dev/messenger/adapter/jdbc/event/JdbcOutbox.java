package dev.messenger.adapter.jdbc.event;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The outbox, in table {@code outbox}. An event has no cursor when it is appended: {@link #read} gives the next ones to what
 * has become visible since, one transaction at a time. See {@code docs/adr/0003-outbox.md}.
 */
public final class JdbcOutbox implements Outbox {

    /** How many events get their cursor in one statement: what a reader that comes after a long pause waits for at most. */
    private static final int SEQUENCED_AT_ONCE = 1_000;

    private final JdbcTransactions transactions;

    public JdbcOutbox(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void append(Event event) {
        Entry entry = Entry.of(event);
        transactions.with(handle -> handle.createUpdate("""
                        insert into outbox (type, chat_id, message_id, user_id)
                        values (:type, :chat, :message, :user)
                        """)
                .bind("type", entry.type().column())
                .bind("chat", event.chat().value())
                .bind(
                        "message",
                        entry.message() == null ? null : entry.message().value())
                .bind("user", entry.user().value())
                .execute());
    }

    @Override
    public List<Recorded> read(long after, int limit) {
        if (transactions.with(JdbcOutbox::hasUnsequenced)) {
            transactions.run(() -> transactions.with(JdbcOutbox::sequence));
        }
        return transactions.with(handle -> handle.createQuery("""
                        select cursor, type, chat_id, message_id, user_id
                        from outbox
                        where cursor > :after
                        order by cursor
                        limit :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, ctx) -> new Recorded(row.getLong("cursor"), event(row)))
                .list());
    }

    private static boolean hasUnsequenced(Handle handle) {
        return handle.createQuery("select exists (select from outbox where cursor is null)")
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Gives cursors in order of id. The lock is a statement of its own: the next one sees all that was committed before the
     * lock was got, so that two readers never number the same event.
     */
    private static int sequence(Handle handle) {
        long last = handle.createQuery("select last_cursor from outbox_sequencer for update")
                .mapTo(Long.class)
                .one();
        return handle.createUpdate("""
                        with next as (
                            select id, :last + row_number() over (order by id) as cursor
                            from (select id from outbox where cursor is null order by id limit :limit) pending
                        ), counted as (
                            update outbox_sequencer set last_cursor = coalesce((select max(cursor) from next), last_cursor)
                        )
                        update outbox set cursor = next.cursor from next where outbox.id = next.id
                        """)
                .bind("last", last)
                .bind("limit", SEQUENCED_AT_ONCE)
                .execute();
    }

    private static Event event(ResultSet row) throws SQLException {
        ChatId chat = new ChatId(row.getLong("chat_id"));
        UserId user = new UserId(row.getLong("user_id"));
        return switch (EventType.of(Columns.text(row, "type"))) {
            case CHAT_CREATED -> new Event.ChatCreated(chat, user);
            case MESSAGE_CREATED -> new Event.MessageCreated(chat, message(row), user);
            case MESSAGE_UPDATED -> new Event.MessageUpdated(chat, message(row), user);
            case MESSAGE_DELIVERED -> new Event.MessageDelivered(chat, message(row), user);
            case MESSAGE_READ -> new Event.MessageRead(chat, message(row), user);
        };
    }

    private static MessageId message(ResultSet row) throws SQLException {
        return new MessageId(row.getLong("message_id"));
    }

    /** An event as a row. */
    private record Entry(EventType type, @Nullable MessageId message, UserId user) {

        static Entry of(Event event) {
            return switch (event) {
                case Event.ChatCreated created -> new Entry(EventType.CHAT_CREATED, null, created.creator());
                case Event.MessageCreated created ->
                    new Entry(EventType.MESSAGE_CREATED, created.message(), created.sender());
                case Event.MessageUpdated updated ->
                    new Entry(EventType.MESSAGE_UPDATED, updated.message(), updated.actor());
                case Event.MessageDelivered delivered ->
                    new Entry(EventType.MESSAGE_DELIVERED, delivered.message(), delivered.member());
                case Event.MessageRead read -> new Entry(EventType.MESSAGE_READ, read.message(), read.member());
            };
        }
    }
}
