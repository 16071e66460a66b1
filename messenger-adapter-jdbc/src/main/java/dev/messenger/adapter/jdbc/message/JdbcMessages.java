package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.chat.StandingRow;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Messages.PostingPolicy;
import dev.messenger.application.message.port.PostRequest;
import dev.messenger.application.message.port.PostResult;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.ReadPositions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages, in table {@code messages}, and the positions of members, in table {@code chat_members}. */
public final class JdbcMessages implements Messages {

    /** PostingFacts that all messages share are read once, as one row under three names. */
    private static final String HISTORY = """
            with place as materialized (
                select c.id, c.type, c.is_public, c.private_low, c.private_high, me.role, me.cleared_message_id,
                    furthest.delivered, furthest.read
                from chats c
                left join chat_members me on me.chat_id = c.id and me.user_id = :viewer
            """ + SeenRows.FURTHEST + """
                where c.id = :chat
            )
            select c.type as chat_type, c.is_public, me.role,
            """ + SeenRows.COLUMNS + """

            from place c
            cross join place me
            cross join place furthest
            left join lateral (
                select *
                from (
                    select *
                    from messages m
                    where chat_id = c.id and id < :before and
            """ + SeenRows.VISIBLE
            + """
                    order by id desc
                    limit 200
                ) newest
                order by id desc
                limit :limit
            ) m on true
            """ + SeenRows.ATTACHMENTS + """
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
    private final JdbcPosting posting;

    public JdbcMessages(JdbcTransactions transactions) {
        this.transactions = transactions;
        this.posting = new JdbcPosting(transactions);
    }

    @Override
    public List<PostResult> post(List<PostRequest> requests, PostingPolicy policy) {
        return posting.post(requests, policy);
    }

    @Override
    public Optional<History> history(ChatId chat, UserId viewer, @Nullable MessageId before, int limit) {
        return transactions.scanFirst(
                HISTORY,
                row -> new History(StandingRow.read(row), SeenRows.read(row)),
                query -> query.bind("chat", chat.value())
                        .bind("viewer", viewer.value())
                        .bind("before", before == null ? Long.MAX_VALUE : before.value())
                        .bind("limit", limit));
    }

    @Override
    public Optional<MessageWithStatus> find(MessageId message, UserId viewer) {
        return transactions.scanFirst(
                FIND,
                row -> SeenRows.read(row).getFirst(),
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
}
