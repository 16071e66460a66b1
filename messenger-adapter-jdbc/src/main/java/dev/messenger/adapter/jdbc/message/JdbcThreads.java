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
     * ones of a parent, which the order of the index gives; of those that are not visible, only the ones that were replied to.
     * {@code found} counts the visible ones so far: as soon as they fill the page there is no further level to look at.
     */
    private static final String READ = """
            with recursive root as (
                select m.chat_id, m.id, me.cleared_message_id
                from messages m
                join chats c on c.id = m.chat_id
                join chat_members me on me.chat_id = m.chat_id and me.user_id = :viewer
                where m.id = :root and
            """ + SeenRows.VISIBLE + """
            ), walk (id, level, visible, found) as (
                select id, 0, true, cast(1 as bigint) from root
                union all
                select id, level, visible, found + count(*) filter (where visible) over ()
                from (
                    select reply.id, walk.level + 1 as level, reply.visible, walk.found
                    from walk
                    cross join root me
                    cross join lateral (
                        (select m.id, true as visible
                         from messages m
                         where m.chat_id = me.chat_id and m.reply_to_id = walk.id and
            """ + SeenRows.VISIBLE + """
                         order by m.id
                         limit :limit)
                        union all
                        select m.id, false
                        from messages m
                        where m.chat_id = me.chat_id and m.reply_to_id = walk.id and not
            """ + SeenRows.VISIBLE + """
                            and exists (select from messages r where r.chat_id = m.chat_id and r.reply_to_id = m.id)
                    ) reply
                    where walk.found < :limit
                ) next
            ), picked as (
                select id, level from walk where visible order by level, id limit :limit
            )
            select
            """
            + SeenRows.COLUMNS + """

            from picked
            cross join root
            join messages m on m.chat_id = root.chat_id and m.id = picked.id
            join chats c on c.id = root.chat_id
            """ + SeenRows.ATTACHMENTS + SeenRows.FURTHEST + """
            order by picked.level, m.id, a.id
            """;

    private final JdbcTransactions transactions;

    public JdbcThreads(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<MessageWithStatus> read(MessageId root, UserId viewer, int limit) {
        return transactions.scan(
                READ,
                (rows, ctx) -> SeenRows.readAll(rows.get()),
                query -> query.bind("root", root.value())
                        .bind("viewer", viewer.value())
                        .bind("limit", limit));
    }
}
