package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Threads;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.message.MessageId;
import java.util.List;

/** Threads, each by one recursive statement. */
public final class JdbcThreads implements Threads {

    /** How many replies are looked at, those included that the viewer does not see (rule M19). */
    private static final int WORK = 10_000;

    /**
     * A step of {@code walk} goes from all messages of a level to their replies, visible or not, in the order of the index. {@code found}
     * counts the visible messages so far: once they fill the page, the walk ends. {@code seen} counts all of them: once they are too
     * many, the walk ends too. Each limit bounds a step on its own, as the counters only grow between two steps.
     */
    private static final String READ = """
            with recursive root as (
                select m.chat_id, m.id, me.cleared_message_id
                from chat_members me
                join chats c on c.id = me.chat_id
                cross join lateral visible_messages(me.user_id, me.chat_id, me.cleared_message_id) m
                where me.user_id = :viewer and m.id = :root
            ), walk (id, level, visible, found, seen) as (
                select id, 0, true, cast(1 as bigint), cast(1 as bigint) from root
                union all
                select id, level, visible, found + count(*) filter (where visible) over (), seen + count(*) over ()
                from (
                    select reply.id, walk.level + 1 as level, walk.found, walk.seen,
                        (select true
                         from visible_messages(:viewer, root.chat_id, root.cleared_message_id) v
                         where v.id = reply.id) is true as visible
                    from walk
                    cross join root
                    cross join lateral (
                        select m.id
                        from messages m
                        where m.chat_id = root.chat_id and m.reply_to_id = walk.id
                        order by m.id
                        limit :work
                    ) reply
                    where walk.found < :limit and walk.seen <= :work
                    limit :work
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
                        query -> query.bind("root", root)
                                .bind("viewer", viewer)
                                .bind("limit", limit)
                                .bind("work", WORK))
                .orElse(List.of());
    }
}
