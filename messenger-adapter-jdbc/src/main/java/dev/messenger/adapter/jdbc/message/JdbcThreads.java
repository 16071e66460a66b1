package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Threads;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.message.MessageId;
import java.util.List;

/** Threads, each by one recursive statement. */
public final class JdbcThreads implements Threads {

    /**
     * A step of {@code walk} goes from all messages of a level to their replies. It takes no more than the limit of the visible
     * replies to a message, in the order of the index, and of the invisible ones only those that have replies. {@code found} counts the
     * visible messages so far: once they fill the page, the walk ends.
     */
    private static final String READ = """
            with recursive root as (
                select m.chat_id, m.id, me.cleared_message_id
                from chat_members me
                join chats c on c.id = me.chat_id
                cross join lateral visible_messages(me.user_id, me.chat_id, me.cleared_message_id) m
                where me.user_id = :viewer and m.id = :root
            ), walk (id, level, visible, found) as (
                select id, 0, true, cast(1 as bigint) from root
                union all
                select id, level, visible, found + count(*) filter (where visible) over ()
                from (
                    select reply.id, walk.level + 1 as level, reply.visible, walk.found
                    from walk
                    cross join root
                    cross join lateral (
                        (select id, true as visible
                         from visible_messages(:viewer, root.chat_id, root.cleared_message_id)
                         where reply_to_id = walk.id
                         order by id
                         limit :limit)
                        union all
                        select m.id, false
                        from messages m
                        where m.chat_id = root.chat_id and m.reply_to_id = walk.id
                            and not exists (
                                select from visible_messages(:viewer, root.chat_id, root.cleared_message_id) v where v.id = m.id)
                            and exists (select from messages r where r.chat_id = m.chat_id and r.reply_to_id = m.id)
                    ) reply
                    where walk.found < :limit
                ) next
            ), picked as (
                select id, level from walk where visible order by level, id limit :limit
            )
            select m.*, a.*, others.*, c.private_low = c.private_high as is_saved
            from picked
            cross join root
            join chats c on c.id = root.chat_id
            cross join lateral visible_messages(:viewer, root.chat_id, root.cleared_message_id) m
            cross join lateral positions_of_others(:viewer, root.chat_id) others
            left join lateral attachments_of(m.chat_id, m.id) a on true
            where m.id = picked.id
            order by picked.level, m.id, a.attachment_id
            """;

    private final JdbcTransactions transactions;

    public JdbcThreads(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<MessageWithStatus> read(MessageId root, UserId viewer, int limit) {
        return transactions
                .first(
                        READ,
                        row -> MessageRows.read(row, viewer),
                        query -> query.bind("root", root).bind("viewer", viewer).bind("limit", limit))
                .orElse(List.of());
    }
}
