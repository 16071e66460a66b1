package dev.messenger.adapter.jdbc.realtime;

import dev.messenger.adapter.jdbc.chat.StandingRow;
import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.application.realtime.port.ChatCounts;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.MessageId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The recipients of events, from table {@code chat_members}. */
public final class JdbcAudience implements Audience {

    private final JdbcTransactions transactions;

    public JdbcAudience(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<ChatId, Map<UserId, Standing>> members(Set<ChatId> chats, Set<UserId> among) {
        return transactions.scan(
                """
                        select c.id as chat_id, m.user_id, c.type as chat_type, c.is_public, m.role
                        from chats c
                        join chat_members m on m.chat_id = c.id and m.user_id = any(:users)
                        where c.id = any(:chats)
                        """,
                (rows, ctx) -> members(rows.get()),
                query -> query.bind("users", ArrayArgument.numbers(among)).bind("chats", ArrayArgument.numbers(chats)));
    }

    private static Map<ChatId, Map<UserId, Standing>> members(ResultSet rows) throws SQLException {
        Map<ChatId, Map<UserId, Standing>> members = new HashMap<>();
        while (rows.next()) {
            members.computeIfAbsent(new ChatId(rows.getLong("chat_id")), chat -> new HashMap<>())
                    .put(new UserId(rows.getLong("user_id")), StandingRow.read(rows));
        }
        return members;
    }

    /** Memberships outlive their chat for as long as its events do, see {@code docs/adr/0020-deleting-chats.md}. */
    @Override
    public Map<ChatId, Set<UserId>> lastMembers(Set<ChatId> deleted, Set<UserId> among) {
        Map<ChatId, Set<UserId>> members = new HashMap<>();
        transactions.list(
                """
                        select chat_id, user_id
                        from chat_members
                        where chat_id = any(:chats) and user_id = any(:users)
                        """,
                row -> members.computeIfAbsent(new ChatId(row.getLong("chat_id")), chat -> new HashSet<>())
                        .add(new UserId(row.getLong("user_id"))),
                query -> query.bind("users", ArrayArgument.numbers(among))
                        .bind("chats", ArrayArgument.numbers(deleted)));
        return members;
    }

    @Override
    public Map<ChatId, ChatCounts> counts(Set<ChatId> chats) {
        return transactions.map(
                """
                        select c.id, c.members_count,
                            delivered.users as delivered_users, delivered.positions as delivered_positions,
                            read.users as read_users, read.positions as read_positions
                        from chats c
                        cross join lateral (
                            select array_agg(user_id) as users, array_agg(delivered_message_id) as positions
                            from (
                                select user_id, delivered_message_id
                                from chat_members
                                where chat_id = c.id and delivered_message_id is not null
                                order by chat_id, delivered_message_id desc
                                limit 2
                            ) furthest
                        ) delivered
                        cross join lateral (
                            select array_agg(user_id) as users, array_agg(read_message_id) as positions
                            from (
                                select user_id, read_message_id
                                from chat_members
                                where chat_id = c.id and read_message_id is not null
                                order by chat_id, read_message_id desc
                                limit 2
                            ) furthest
                        ) read
                        where c.id = any(:chats)
                        """,
                row -> new ChatId(row.getLong("id")),
                row -> new ChatCounts(row.getInt("members_count"), positions(row, "delivered"), positions(row, "read")),
                query -> query.bind("chats", ArrayArgument.numbers(chats)));
    }

    private static Map<UserId, MessageId> positions(ResultSet row, String kind) throws SQLException {
        Array users = row.getArray(kind + "_users");
        Array positions = row.getArray(kind + "_positions");
        Map<UserId, MessageId> byUser = new HashMap<>();
        if (users != null && positions != null) {
            Long[] userIds = (Long[]) users.getArray();
            Long[] messageIds = (Long[]) positions.getArray();
            for (int i = 0; i < userIds.length; i++) {
                byUser.put(new UserId(userIds[i]), new MessageId(messageIds[i]));
            }
        }
        return byUser;
    }

    @Override
    public Map<MessageId, Set<UserId>> mentioned(ChatId chat, Set<MessageId> messages) {
        Map<MessageId, Set<UserId>> mentioned = new HashMap<>();
        transactions.list(
                """
                        select message_id, user_id
                        from message_mentions
                        where chat_id = :chat and message_id = any(:messages)
                        """,
                row -> mentioned
                        .computeIfAbsent(new MessageId(row.getLong("message_id")), message -> new HashSet<>())
                        .add(new UserId(row.getLong("user_id"))),
                query -> query.bind("chat", chat).bind("messages", ArrayArgument.numbers(messages)));
        return mentioned;
    }

    @Override
    public Set<UserId> fellows(UserId user, Set<UserId> among) {
        return new HashSet<>(transactions.list(
                """
                        select distinct fellow.user_id
                        from chat_members me
                        join chats c on c.id = me.chat_id and c.type <> 'private'
                        join chat_members fellow on fellow.chat_id = c.id and fellow.user_id = any(:others)
                        where me.user_id = :user and fellow.user_id <> :user
                            and (c.type = 'group' or me.role <> 'member' or fellow.role <> 'member')
                        """,
                row -> new UserId(row.getLong("user_id")),
                query -> query.bind("user", user).bind("others", ArrayArgument.numbers(among))));
    }

    @Override
    public Set<UserId> counterparts(UserId user, Set<UserId> among) {
        return new HashSet<>(transactions.list(
                """
                        select o.other
                        from unnest(cast(:others as bigint[])) as o (other)
                        join chats c on c.private_low = least(o.other, :user) and c.private_high = greatest(o.other, :user)
                        where o.other <> :user
                        """,
                row -> new UserId(row.getLong("other")),
                query -> query.bind("user", user).bind("others", ArrayArgument.numbers(among))));
    }
}
