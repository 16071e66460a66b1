package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.chat.StandingRow;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.message.NewMessage;
import dev.messenger.application.message.StoredMessage;
import dev.messenger.application.message.WritingRight;
import dev.messenger.application.message.port.Messages;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.message.ReadPositions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.result.ResultSetScanner;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The messages, in table {@code messages}, and the positions of members, in table {@code chat_members}.
 *
 * <p>Why ids grow in the order of visibility (rule M13) is told in {@code docs/adr/0002-order-of-messages.md}.
 */
public final class JdbcMessages implements Messages {

    /**
     * The lock and what is read under it, in one round trip. They are two statements, since at READ COMMITTED the second one
     * sees what was committed until the lock was got; one statement would still see the world from before the wait.
     */
    private static final String TAKE_TURN = """
            select id from chats where id = :chat for no key update;
            select
            """ + WritingRightRow.COLUMNS + """
                , cast(:reply as bigint) is null or exists (
                    select from messages m
                    where m.chat_id = c.id and m.id = :reply and
            """ + SeenRows.VISIBLE + """
                ) as reply_visible,
                m.client_message_id, m.deleted_at, case when m.edited then m.sent_text else m.text end as original_text,
            """
            + SeenRows.COLUMNS + """

            from chats c
            left join chat_members me on me.chat_id = c.id and me.user_id = :viewer
            left join messages m
                on m.chat_id = c.id and m.sender_id = :viewer and m.client_message_id = :client_message
            """ + WritingRightRow.COUNTERPART + SeenRows.ATTACHMENTS + SeenRows.FURTHEST + """
            where c.id = :chat
            order by a.id
            """;

    /** The id is drawn here, with the turn taken. A position of others cannot be beyond it, so that it is just sent. */
    private static final String POST = """
            with posted as (
                insert into messages
                    (chat_id, sender_id, type, text, client_message_id, reply_to_id, created_at, updated_at)
                values (:chat, :sender, :type, :text, :client_message, :reply, :at, :at)
                returning id, chat_id, sender_id, created_at
            ), told as (
                insert into outbox (type, chat_id, message_id, user_id)
                select 'message_created', chat_id, id, sender_id from posted
            ), mentioned as (
                insert into message_mentions (chat_id, user_id, message_id)
            """ + MentionRows.FOUND + """
                from posted message
            """ + MentionRows.JOINED + """
            )
            select posted.id, posted.created_at, coalesce(c.private_low = c.private_high, false) as is_saved
            from posted
            join chats c on c.id = posted.chat_id
            """;

    private static final String HISTORY =
            """
            select c.type as chat_type, c.is_public, me.role,
            """ + SeenRows.COLUMNS + """

            from chats c
            left join chat_members me on me.chat_id = c.id and me.user_id = :viewer
            left join lateral (
                select *
                from (
                    select *
                    from messages m
                    where chat_id = c.id and id < :before and
            """ + SeenRows.VISIBLE + """
                    order by id desc
                    limit 200
                ) newest
                order by id desc
                limit :limit
            ) m on true
            """ + SeenRows.ATTACHMENTS + SeenRows.FURTHEST + """
            where c.id = :chat
            order by m.id desc, a.id
            """;

    private static final String FIND = "select\n" + SeenRows.COLUMNS + """

            from messages m
            join chats c on c.id = m.chat_id
            join chat_members me on me.chat_id = m.chat_id and me.user_id = :viewer
            """ + SeenRows.ATTACHMENTS + SeenRows.FURTHEST
            + """
            where m.id = :message and
            """ + SeenRows.VISIBLE + """
            order by a.id
            """;

    private final JdbcTransactions transactions;

    public JdbcMessages(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Turn> takeTurn(
            ChatId chat, UserId sender, @Nullable ClientMessageId clientMessageId, @Nullable MessageId replyTo) {
        return scan(
                TAKE_TURN,
                JdbcMessages::turn,
                query -> query.bind("chat", chat.value())
                        .bind("viewer", sender.value())
                        .bind("client_message", clientMessageId == null ? null : clientMessageId.value())
                        .bind("reply", replyTo == null ? null : replyTo.value()));
    }

    private static Optional<Turn> turn(Supplier<ResultSet> lock, StatementContext statement) throws SQLException {
        if (!lock.get().next()) {
            return Optional.empty();
        }
        statement.getStatement().getMoreResults();
        try (ResultSet row = statement.getStatement().getResultSet()) {
            row.next();
            WritingRight right = WritingRightRow.read(row);
            boolean replyVisible = row.getBoolean("reply_visible");
            return Optional.of(new Turn(right, sentBefore(row), replyVisible));
        }
    }

    /** What was sent: an edit changes the text alone, and keeps the first one. */
    private static @Nullable SentBefore sentBefore(ResultSet row) throws SQLException {
        String clientMessageId = row.getString("client_message_id");
        if (clientMessageId == null) {
            return null;
        }
        NewMessage original = new NewMessage(
                new ChatId(row.getLong("chat_id")),
                new UserId(row.getLong("sender_id")),
                Columns.named(row, "type", MessageType.class),
                Columns.textOrNull(row, "original_text", MessageText::new),
                new ClientMessageId(clientMessageId),
                Columns.idOrNull(row, "reply_to_id", MessageId::new),
                Columns.moment(row, "created_at"));
        boolean deleted = Columns.momentOrNull(row, "deleted_at") != null;
        return new SentBefore(original, deleted ? null : SeenRows.read(row).getFirst());
    }

    @Override
    public Seen post(NewMessage message) {
        Seen posted = transactions.with(handle -> handle.createQuery(POST)
                .bind("chat", message.chat().value())
                .bind("sender", message.sender().value())
                .bind("type", Columns.nameOf(message.type()))
                .bind("text", message.text() == null ? null : message.text().value())
                .bind(
                        "client_message",
                        message.clientMessageId() == null
                                ? null
                                : message.clientMessageId().value())
                .bind(
                        "reply",
                        message.replyTo() == null ? null : message.replyTo().value())
                .bindArray("usernames", String.class, MentionRows.usernames(message.text()))
                .bind("at", message.createdAt())
                .map((row, ctx) -> posted(message, row))
                .one());
        transactions.eventAppended();
        return posted;
    }

    private static Seen posted(NewMessage message, ResultSet row) throws SQLException {
        Instant at = Columns.moment(row, "created_at");
        StoredMessage stored = new StoredMessage(
                new MessageId(row.getLong("id")),
                message.chat(),
                message.sender(),
                message.replyTo(),
                null,
                message.type(),
                message.text(),
                List.of(),
                at,
                at);
        return new Seen(stored, row.getBoolean("is_saved") ? DeliveryStatus.READ : DeliveryStatus.SENT);
    }

    @Override
    public Optional<History> history(ChatId chat, UserId viewer, @Nullable MessageId before, int limit) {
        return scan(
                HISTORY,
                JdbcMessages::page,
                query -> query.bind("chat", chat.value())
                        .bind("viewer", viewer.value())
                        .bind("before", before == null ? Long.MAX_VALUE : before.value())
                        .bind("limit", limit));
    }

    private static Optional<History> page(Supplier<ResultSet> rows, StatementContext statement) throws SQLException {
        ResultSet row = rows.get();
        return row.next() ? Optional.of(new History(StandingRow.read(row), SeenRows.read(row))) : Optional.empty();
    }

    @Override
    public Optional<Seen> find(MessageId message, UserId viewer) {
        return scan(
                FIND,
                (rows, statement) -> {
                    ResultSet row = rows.get();
                    return row.next() ? Optional.of(SeenRows.read(row).getFirst()) : Optional.empty();
                },
                query -> query.bind("message", message.value()).bind("viewer", viewer.value()));
    }

    @Override
    public void touch(MessageId message, Instant at) {
        transactions.with(handle -> handle.createUpdate("update messages set updated_at = :at where id = :message")
                .bind("message", message.value())
                .bind("at", at)
                .execute());
    }

    @Override
    public Optional<ReadPositions> lockPositions(ChatId chat, UserId member) {
        return transactions.with(handle -> handle.createQuery("""
                        select delivered_message_id, read_message_id
                        from chat_members
                        where chat_id = :chat and user_id = :member
                        for no key update
                        """)
                .bind("chat", chat.value())
                .bind("member", member.value())
                .map((row, ctx) -> new ReadPositions(
                        Columns.idOrNull(row, "delivered_message_id", MessageId::new),
                        Columns.idOrNull(row, "read_message_id", MessageId::new)))
                .findOne());
    }

    @Override
    public void savePositions(ChatId chat, UserId member, ReadPositions positions) {
        MessageId delivered = positions.delivered();
        MessageId read = positions.read();
        transactions.with(handle -> handle.createUpdate("""
                        update chat_members
                        set delivered_message_id = :delivered, read_message_id = :read
                        where chat_id = :chat and user_id = :member
                        """)
                .bind("chat", chat.value())
                .bind("member", member.value())
                .bind("delivered", delivered == null ? null : delivered.value())
                .bind("read", read == null ? null : read.value())
                .execute());
    }

    /** Closes the statement behind a scan, which Jdbi leaves open: only then the driver keeps it prepared for the next time. */
    private <T> T scan(String sql, ResultSetScanner<T> scanner, UnaryOperator<Query> bind) {
        return transactions.with(handle -> {
            try (Query query = handle.createQuery(sql)) {
                return bind.apply(query).scanResultSet(scanner);
            }
        });
    }
}
