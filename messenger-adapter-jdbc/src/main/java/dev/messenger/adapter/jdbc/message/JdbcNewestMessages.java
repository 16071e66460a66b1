package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.chat.StandingRow;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.message.port.NewestMessages;
import dev.messenger.application.message.port.ViewerState;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest messages of chats; each call is one statement that reads no more than a page, by index. */
public final class JdbcNewestMessages implements NewestMessages {

    private static final String VIEWER_STATE = "select * from viewer_state(:viewer, :chat)";

    private static final String READ = """
            with state as materialized (
                select * from viewer_state(:viewer, :chat)
            )
            select state.*, m.*, a.*
            from state
            left join lateral (
                select id, sender_id, type, text, reply_to_id, forwarded_from_id, created_at, updated_at
                from messages
                where chat_id = state.chat_id and id > :after and deleted_at is null and state.role is not null
                order by id desc
                limit :limit
            ) m on true
            left join lateral attachments_of(state.chat_id, m.id) a on true
            order by m.id desc, a.attachment_id
            """;

    private final JdbcTransactions transactions;

    public JdbcNewestMessages(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Snapshot> read(ChatId chat, UserId viewer, @Nullable MessageId after, int limit) {
        return transactions.first(
                READ,
                JdbcNewestMessages::snapshot,
                query -> query.bind("chat", chat)
                        .bind("viewer", viewer)
                        .bind("after", after == null ? 0 : after.value())
                        .bind("limit", limit));
    }

    private static Snapshot snapshot(ResultSet row) throws SQLException {
        ViewerState viewer = viewerState(row);
        return new Snapshot(viewer, MessageRows.readStored(row));
    }

    @Override
    public Optional<ViewerState> viewerState(ChatId chat, UserId viewer) {
        return transactions.first(
                VIEWER_STATE,
                JdbcNewestMessages::viewerState,
                query -> query.bind("chat", chat).bind("viewer", viewer));
    }

    private static ViewerState viewerState(ResultSet row) throws SQLException {
        return new ViewerState(
                StandingRow.read(row),
                messageOrNull(row, "cleared_message_id"),
                messageOrNull(row, "own_deletion_id"),
                MessageRows.positionsOfOthers(row));
    }

    /** The column is 0 where there is no message, and null without a membership. */
    private static @Nullable MessageId messageOrNull(ResultSet row, String column) throws SQLException {
        long id = row.getLong(column);
        return id == 0 ? null : new MessageId(id);
    }
}
