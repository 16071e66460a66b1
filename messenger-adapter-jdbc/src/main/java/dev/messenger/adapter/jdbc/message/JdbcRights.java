package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.chat.port.Rights;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageRight;
import java.util.Collection;
import java.util.Map;

/** What decides what a user may do, read without locks. */
public final class JdbcRights implements Rights {

    private static final String IN_CHATS = """
            select c.id as right_in,
                exists (select from chat_bans b where b.chat_id = c.id and b.user_id = :viewer) as is_banned,
                c.type as chat_type, c.is_public, me.role, counterpart.*
            from chats c
            left join chat_members me on me.chat_id = c.id and me.user_id = :viewer
            left join lateral private_counterpart(:viewer, c.id, c.private_low, c.private_high) counterpart on true
            where c.id = any(:chats)
            """;

    private static final String ON_MESSAGES = """
            select m.id as right_on, m.sender_id, m.is_forward, c.type as chat_type, c.is_public, me.role, counterpart.*
            from chat_members me
            join chats c on c.id = me.chat_id
            cross join lateral visible_messages(me.user_id, me.chat_id, me.cleared_message_id) m
            left join lateral private_counterpart(:viewer, c.id, c.private_low, c.private_high) counterpart on true
            where me.user_id = :viewer and m.id = any(:messages)
            """;

    private final JdbcTransactions transactions;

    public JdbcRights(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<ChatId, ChatRight> inChats(UserId user, Collection<ChatId> chats) {
        return chats.isEmpty()
                ? Map.of()
                : transactions.map(
                        IN_CHATS,
                        row -> new ChatId(row.getLong("right_in")),
                        row -> new ChatRight(WritingRightRow.read(row), row.getBoolean("is_banned")),
                        query -> query.bind("viewer", user).bind("chats", ArrayArgument.numbers(chats)));
    }

    @Override
    public Map<MessageId, MessageRight> onMessages(UserId user, Collection<MessageId> messages) {
        return messages.isEmpty()
                ? Map.of()
                : transactions.map(
                        ON_MESSAGES,
                        row -> new MessageId(row.getLong("right_on")),
                        row -> new MessageRight(
                                user,
                                new UserId(row.getLong("sender_id")),
                                row.getBoolean("is_forward"),
                                WritingRightRow.read(row)),
                        query -> query.bind("viewer", user).bind("messages", ArrayArgument.numbers(messages)));
    }
}
