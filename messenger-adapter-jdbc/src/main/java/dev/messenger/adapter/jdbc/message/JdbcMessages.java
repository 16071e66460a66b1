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

    /** The inner limit, which the planner knows, has it read the newest messages by the index. */
    private static final String HISTORY = """
            with state as materialized (
                select * from viewer_state(:viewer, :chat)
            )
            select state.*, m.*, a.*
            from state
            left join lateral (
                select *
                from (
                    select *
                    from visible_messages(:viewer, state.chat_id, state.cleared_message_id)
                    where id < :before
                    order by id desc
                    limit 200
                ) newest
                order by id desc
                limit :limit
            ) m on true
            left join lateral attachments_of(m.chat_id, m.id) a on true
            order by m.id desc, a.attachment_id
            """;

    private static final String HISTORY_AFTER = """
            with state as materialized (
                select * from viewer_state(:viewer, :chat)
            )
            select state.*, m.*, a.*
            from state
            left join lateral (
                select *
                from (
                    select *
                    from visible_messages(:viewer, state.chat_id, state.cleared_message_id)
                    where id > :after
                    order by id
                    limit 200
                ) next
                order by id
                limit :limit
            ) m on true
            left join lateral attachments_of(m.chat_id, m.id) a on true
            order by m.id desc, a.attachment_id
            """;

    private static final String FIND = """
            select m.*, a.*, others.*, c.private_low = c.private_high as is_saved
            from chat_members me
            join chats c on c.id = me.chat_id
            cross join lateral visible_messages(me.user_id, me.chat_id, me.cleared_message_id) m
            cross join lateral positions_of_others(me.user_id, me.chat_id) others
            left join lateral attachments_of(m.chat_id, m.id) a on true
            where me.user_id = :viewer and m.id = :message
            order by a.attachment_id
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
        return page(HISTORY, chat, viewer, limit, "before", before == null ? Long.MAX_VALUE : before.value());
    }

    @Override
    public Optional<History> historyAfter(ChatId chat, UserId viewer, MessageId after, int limit) {
        return page(HISTORY_AFTER, chat, viewer, limit, "after", after.value());
    }

    private Optional<History> page(String sql, ChatId chat, UserId viewer, int limit, String boundName, long bound) {
        return transactions.first(
                sql,
                row -> new History(StandingRow.read(row), MessageRows.read(row, viewer)),
                query -> query.bind("chat", chat)
                        .bind("viewer", viewer)
                        .bind(boundName, bound)
                        .bind("limit", limit));
    }

    @Override
    public Optional<MessageWithStatus> find(MessageId message, UserId viewer) {
        return transactions.first(
                FIND,
                row -> MessageRows.read(row, viewer).getFirst(),
                query -> query.bind("message", message).bind("viewer", viewer));
    }

    @Override
    public void touch(MessageId message, Instant at) {
        transactions.update(
                "update messages set updated_at = :at where id = :message",
                update -> update.bind("message", message).bind("at", at));
    }

    @Override
    public Optional<ReadPositions> lockPositions(ChatId chat, UserId member) {
        return transactions.first(
                """
                        select delivered_message_id, read_message_id
                        from chat_members
                        where chat_id = :chat and user_id = :member
                        for no key update
                        """,
                row -> new ReadPositions(
                        Columns.idOrNull(row, "delivered_message_id", MessageId::new),
                        Columns.idOrNull(row, "read_message_id", MessageId::new)),
                query -> query.bind("chat", chat).bind("member", member));
    }

    @Override
    public void savePositions(ChatId chat, UserId member, ReadPositions positions) {
        MessageId delivered = positions.delivered();
        MessageId read = positions.read();
        transactions.update(
                """
                        update chat_members
                        set delivered_message_id = :delivered, read_message_id = :read
                        where chat_id = :chat and user_id = :member
                        """,
                update -> update.bind("chat", chat)
                        .bind("member", member)
                        .bind("delivered", delivered)
                        .bind("read", read));
    }
}
