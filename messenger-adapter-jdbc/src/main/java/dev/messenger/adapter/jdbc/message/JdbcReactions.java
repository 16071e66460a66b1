package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.message.port.ReactionView;
import dev.messenger.application.message.port.Reactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The reactions, in table {@code reactions}, and their counts, in {@code reaction_counts}; the caller locks the message. */
public final class JdbcReactions implements Reactions {

    private static final String TOGGLE = """
            with removed as (
                delete from reactions
                where chat_id = :chat and message_id = :message and emoji = :emoji and user_id = :user
                returning user_id
            ), added as (
                insert into reactions (chat_id, message_id, emoji, user_id, created_at)
                select :chat, :message, :emoji, :user, :at
                where not exists (select from removed)
                returning user_id
            ), incremented as (
                insert into reaction_counts (chat_id, message_id, emoji, count)
                select :chat, :message, :emoji, 1 from added
                on conflict (chat_id, message_id, emoji) do update set count = reaction_counts.count + 1
            ), decremented as (
                update reaction_counts set count = count - 1
                where chat_id = :chat and message_id = :message and emoji = :emoji and count > 1
                    and exists (select from removed)
            ), deleted as (
                delete from reaction_counts
                where chat_id = :chat and message_id = :message and emoji = :emoji and count = 1
                    and exists (select from removed)
            )
            select exists (select from added)
            """;

    private final JdbcTransactions transactions;

    public JdbcReactions(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean toggle(ChatId chat, MessageId message, UserId user, Emoji emoji, Instant at) {
        return transactions.one(
                TOGGLE,
                row -> row.getBoolean(1),
                query -> query.bind("chat", chat)
                        .bind("message", message)
                        .bind("user", user)
                        .bind("emoji", emoji)
                        .bind("at", at));
    }

    @Override
    public Map<UserId, List<ReactionView>> seenBy(ChatId chat, MessageId message, Set<UserId> viewers) {
        return transactions.scan(
                """
                        select me.user_id, c.emoji, c.count, exists (
                            select from reactions r
                            where r.chat_id = c.chat_id and r.message_id = c.message_id and r.emoji = c.emoji
                                and r.user_id = me.user_id) as reacted
                        from chat_members me
                        cross join lateral visible_messages(me.user_id, me.chat_id, me.cleared_message_id) m
                        left join reaction_counts c on c.chat_id = m.chat_id and c.message_id = m.id
                        where me.chat_id = :chat and me.user_id = any(:viewers) and m.id = :message
                        order by me.user_id, c.count desc, c.id
                        """,
                (rows, ctx) -> readByViewer(rows.get()),
                query -> query.bind("chat", chat)
                        .bind("message", message)
                        .bind("viewers", ArrayArgument.numbers(viewers)));
    }

    private static Map<UserId, List<ReactionView>> readByViewer(ResultSet row) throws SQLException {
        Map<UserId, List<ReactionView>> byViewer = new HashMap<>();
        while (row.next()) {
            List<ReactionView> reactions =
                    byViewer.computeIfAbsent(new UserId(row.getLong("user_id")), viewer -> new ArrayList<>());
            if (row.getString("emoji") != null) {
                reactions.add(reaction(row));
            }
        }
        return byViewer;
    }

    private static ReactionView reaction(ResultSet row) throws SQLException {
        return new ReactionView(new Emoji(Columns.text(row, "emoji")), row.getInt("count"), row.getBoolean("reacted"));
    }

    @Override
    public List<ReactionView> of(ChatId chat, MessageId message, UserId viewer) {
        return transactions.list(
                """
                        select emoji, count, exists (
                            select from reactions r
                            where r.chat_id = c.chat_id and r.message_id = c.message_id and r.emoji = c.emoji
                                and r.user_id = :viewer) as reacted
                        from reaction_counts c
                        where chat_id = :chat and message_id = :message
                        order by count desc, id
                        """,
                JdbcReactions::reaction,
                query -> query.bind("chat", chat).bind("message", message).bind("viewer", viewer));
    }
}
