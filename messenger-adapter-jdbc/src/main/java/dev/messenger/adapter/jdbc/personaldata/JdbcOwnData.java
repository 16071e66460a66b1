package dev.messenger.adapter.jdbc.personaldata;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.account.port.OwnChat;
import dev.messenger.application.account.port.OwnData;
import dev.messenger.application.account.port.OwnMessage;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages and memberships of a user for the export, in pages along an index. */
public final class JdbcOwnData implements OwnData {

    private final JdbcTransactions transactions;

    public JdbcOwnData(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<OwnChat> memberships(UserId user, @Nullable ChatId after, int limit) {
        return transactions.list(
                """
                        select me.chat_id, chats.type, chats.title, me.role, me.joined_at
                        from chat_members me
                        join chats on chats.id = me.chat_id
                        where me.user_id = :user and me.chat_id > :after
                        order by me.chat_id
                        limit :limit
                        """,
                row -> new OwnChat(
                        new ChatId(row.getLong("chat_id")),
                        Columns.named(row, "type", ChatType.class),
                        row.getString("title"),
                        Columns.named(row, "role", Role.class),
                        Columns.instant(row, "joined_at")),
                query -> query.bind("user", user)
                        .bind("after", after == null ? 0 : after.value())
                        .bind("limit", limit));
    }

    @Override
    public List<OwnMessage> messages(UserId user, @Nullable OwnMessage after, int limit) {
        return transactions.list(
                """
                        select m.id, m.chat_id, m.type, m.text, m.reply_to_id, m.created_at, m.updated_at
                        from messages m
                        join chats on chats.id = m.chat_id
                        where m.sender_id = :user and (m.chat_id, m.id) > (:after_chat, :after) and m.deleted_at is null
                        order by m.chat_id, m.id
                        limit :limit
                        """,
                row -> new OwnMessage(
                        new MessageId(row.getLong("id")),
                        new ChatId(row.getLong("chat_id")),
                        Columns.named(row, "type", MessageType.class),
                        row.getString("text"),
                        Columns.idOrNull(row, "reply_to_id", MessageId::new),
                        Columns.instant(row, "created_at"),
                        Columns.instant(row, "updated_at")),
                query -> query.bind("user", user)
                        .bind("after_chat", after == null ? 0 : after.chat().value())
                        .bind("after", after == null ? 0 : after.id().value())
                        .bind("limit", limit));
    }
}
