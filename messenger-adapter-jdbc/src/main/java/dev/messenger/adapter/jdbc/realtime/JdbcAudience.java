package dev.messenger.adapter.jdbc.realtime;

import dev.messenger.adapter.jdbc.chat.StandingRow;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who hears of a chat: table {@code chat_members}. */
public final class JdbcAudience implements Audience {

    private final JdbcTransactions transactions;

    public JdbcAudience(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<ChatId, Map<UserId, Standing>> members(Set<ChatId> chats, Set<UserId> among) {
        return transactions.with(handle -> handle.createQuery("""
                        select c.id as chat_id, m.user_id, c.type as chat_type, c.is_public, m.role
                        from chats c
                        join chat_members m on m.chat_id = c.id and m.user_id = any(:users)
                        where c.id = any(:chats)
                        """)
                .bindArray(
                        "users", Long.class, among.stream().map(UserId::value).toList())
                .bindArray(
                        "chats", Long.class, chats.stream().map(ChatId::value).toList())
                .scanResultSet((rows, ctx) -> members(rows.get())));
    }

    private static Map<ChatId, Map<UserId, Standing>> members(ResultSet rows) throws SQLException {
        Map<ChatId, Map<UserId, Standing>> members = new HashMap<>();
        while (rows.next()) {
            members.computeIfAbsent(new ChatId(rows.getLong("chat_id")), chat -> new HashMap<>())
                    .put(new UserId(rows.getLong("user_id")), StandingRow.read(rows));
        }
        return members;
    }

    @Override
    public Set<UserId> counterparts(UserId user, Set<UserId> among) {
        return new HashSet<>(transactions.with(handle -> handle.createQuery("""
                        select o.other
                        from unnest(cast(:others as bigint[])) as o (other)
                        join chats c on c.private_low = least(o.other, :user) and c.private_high = greatest(o.other, :user)
                        where o.other <> :user
                        """)
                .bind("user", user.value())
                .bindArray(
                        "others", Long.class, among.stream().map(UserId::value).toList())
                .map((row, ctx) -> new UserId(row.getLong("other")))
                .list()));
    }
}
