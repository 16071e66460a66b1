package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.chat.StandingRow;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.NewestMessages;
import dev.messenger.application.message.port.ViewerState;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.ReadPositions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest messages of chats, each call by one statement that probes indexes and reads no more than a page. */
public final class JdbcNewestMessages implements NewestMessages {

    private static final String SIGHT = """
            select c.id as chat, c.type as chat_type, c.is_public, c.private_low = c.private_high as is_saved, me.role,
                nullif(me.cleared_message_id, 0) as cleared,
                (select message_id from hidden_messages
                 where chat_id = c.id and user_id = :viewer
                 order by message_id desc limit 1) as newest_hidden,
                furthest.delivered, furthest.read
            from chats c
            left join chat_members me on me.chat_id = c.id and me.user_id = :viewer
            """ + SeenRows.FURTHEST + """
            where c.id = :chat
            """;

    /** The status of each message is left to the sight. */
    private static final String OPEN =
            "with sight as materialized (" + SIGHT + """
            )
            select sight.*, null as status,
            """ + SeenRows.MESSAGE + """

            from sight
            left join lateral (
                select *
                from messages
                where chat_id = sight.chat and id > :after and deleted_at is null and sight.role is not null
                order by id desc
                limit :limit
            ) m on true
            """ + SeenRows.ATTACHMENTS + """
            order by m.id desc, a.id
            """;

    private final JdbcTransactions transactions;

    public JdbcNewestMessages(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Snapshot> read(ChatId chat, UserId viewer, @Nullable MessageId after, int limit) {
        return transactions.scanFirst(
                OPEN,
                JdbcNewestMessages::opened,
                query -> query.bind("chat", chat.value())
                        .bind("viewer", viewer.value())
                        .bind("after", after == null ? 0 : after.value())
                        .bind("limit", limit));
    }

    private static Snapshot opened(ResultSet row) throws SQLException {
        ViewerState sight = sight(row);
        List<MessageWithStatus> messages = SeenRows.read(row);
        return new Snapshot(
                sight, messages.stream().map(MessageWithStatus::message).toList());
    }

    @Override
    public Optional<ViewerState> viewerState(ChatId chat, UserId viewer) {
        return transactions.scanFirst(
                SIGHT,
                JdbcNewestMessages::sight,
                query -> query.bind("chat", chat.value()).bind("viewer", viewer.value()));
    }

    private static ViewerState sight(ResultSet row) throws SQLException {
        ReadPositions others = row.getBoolean("is_saved")
                ? ReadPositions.START.readUpTo(ViewerState.END)
                : new ReadPositions(
                        Columns.idOrNull(row, "delivered", MessageId::new),
                        Columns.idOrNull(row, "read", MessageId::new));
        return new ViewerState(
                StandingRow.read(row),
                Columns.idOrNull(row, "cleared", MessageId::new),
                Columns.idOrNull(row, "newest_hidden", MessageId::new),
                others);
    }
}
