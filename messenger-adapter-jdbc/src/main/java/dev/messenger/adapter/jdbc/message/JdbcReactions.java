package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.message.ReactionView;
import dev.messenger.application.message.port.Reactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import java.time.Instant;
import java.util.List;

/** The reactions, in table {@code reactions}; their counts, kept in step by whoever holds the message, in {@code reaction_counts}. */
public final class JdbcReactions implements Reactions {

    private static final String TOGGLE = """
            with taken as (
                delete from reactions
                where chat_id = :chat and message_id = :message and emoji = :emoji and user_id = :user
                returning user_id
            ), given as (
                insert into reactions (chat_id, message_id, emoji, user_id, created_at)
                select :chat, :message, :emoji, :user, :at
                where not exists (select from taken)
                returning user_id
            ), more as (
                insert into reaction_counts (chat_id, message_id, emoji, count)
                select :chat, :message, :emoji, 1 from given
                on conflict (chat_id, message_id, emoji) do update set count = reaction_counts.count + 1
            ), fewer as (
                update reaction_counts set count = count - 1
                where chat_id = :chat and message_id = :message and emoji = :emoji and count > 1
                    and exists (select from taken)
            ), none as (
                delete from reaction_counts
                where chat_id = :chat and message_id = :message and emoji = :emoji and count = 1
                    and exists (select from taken)
            )
            select exists (select from given)
            """;

    private final JdbcTransactions transactions;

    public JdbcReactions(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean toggle(ChatId chat, MessageId message, UserId user, Emoji emoji, Instant at) {
        return transactions.with(handle -> handle.createQuery(TOGGLE)
                .bind("chat", chat.value())
                .bind("message", message.value())
                .bind("user", user.value())
                .bind("emoji", emoji.value())
                .bind("at", at)
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public List<ReactionView> of(ChatId chat, MessageId message, UserId viewer) {
        return transactions.with(handle -> handle.createQuery("""
                        select emoji, count, exists (
                            select from reactions r
                            where r.chat_id = c.chat_id and r.message_id = c.message_id and r.emoji = c.emoji
                                and r.user_id = :viewer) as reacted
                        from reaction_counts c
                        where chat_id = :chat and message_id = :message
                        order by count desc, id
                        """)
                .bind("chat", chat.value())
                .bind("message", message.value())
                .bind("viewer", viewer.value())
                .map((row, ctx) -> new ReactionView(
                        new Emoji(Columns.text(row, "emoji")), row.getInt("count"), row.getBoolean("reacted")))
                .list());
    }
}
