package dev.messenger.adapter.jdbc.notification;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.notification.NotificationType;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Pages of someone's notifications: what is stored, and what is made of the messages in their chats. The id of what tells of a message is
 * the message's own.
 */
final class NotificationPages {

    /** How many messages that were not looked at yet are left out at most; there are more when the work lies idle, and soon no more. */
    private static final int PENDING = 10_000;

    /** Which messages of a span its reader was told of. A scalar query is a probe, for which no plan reads the whole table. */
    private static final String TOLD = """
            m.sender_id <> :user and m.deleted_at is null and m.id not in (select message_id from pending)
                and (select true from untold_messages where user_id = :user and message_id = m.id) is not true
                and case when span.is_large
                    then (select true from blocks where blocker_id = :user and blocked_id = m.sender_id) is not true
                    else true
                end
            """;

    /**
     * Of the spans of messages that the reader was told of, only those with the newest messages matter, as many as the page is long: one
     * probe each. Of them no message matters that is older than the newest of the last span, when there are so many spans. What
     * nobody has looked at yet is pending: who is mentioned, or has blocked the sender, is not known.
     */
    private static final String PAGE = """
            with pending as materialized (
                select message_id
                from (
                    (select type, unnest(coalesce(message_ids, array[message_id])) as message_id
                     from outbox_pending
                     order by id
                     limit :pending)
                    union all
                    (select type, message_id from outbox
                     where cursor > (select cursor from notification_cursor)
                     order by cursor
                     limit :pending)
                ) event
                where type = 'message_created' and message_id is not null
            ), span as (
                select me.chat_id, greatest(me.baseline_message_id, me.unmuted_message_id) as after,
                    9223372036854775807 as until, c.members_count > :large as is_large
                from chat_members me
                join chats c on c.id = me.chat_id
                where me.user_id = :user and not me.muted
                union all
                select past.chat_id, past.after_message_id, past.until_message_id, c.members_count > :large
                from told_spans past
                join chats c on c.id = past.chat_id
                where past.user_id = :user
            ), newest as materialized (
                select span.chat_id, span.after, span.is_large, message.id
                from span
                cross join lateral (
                    select m.id, m.created_at
                    from messages m
                    where m.chat_id = span.chat_id and m.id <= least(span.until, :before - 1)
                        and m.id > greatest(span.after, (select forgotten_message_id from notification_retention))
                        and %1$s
                    order by m.id desc
                    limit 1
                ) message
                where message.created_at >= (select kept_from from notification_retention)
                order by message.id desc
                limit :limit
            ), oldest as materialized (
                select case count(*) when :limit then min(id) else 0 end as id from newest
            )
            select *
            from (
                (select id, type, chat_id, message_id, actor_id, detail, created_at
                 from notifications
                 where user_id = :user and id < :before
                    and (message_id is null or (select id from chats where id = notifications.chat_id) is not null)
                 order by id desc
                 limit :limit)
                union all
                (select message.id, 'message_created', span.chat_id, message.id, message.sender_id, null, message.created_at
                 from newest span
                 cross join lateral (
                    select m.id, m.sender_id, m.created_at
                    from messages m
                    where m.chat_id = span.chat_id and m.id <= span.id
                        and m.id > greatest(span.after, (select forgotten_message_id from notification_retention))
                        and m.id >= (select id from oldest)
                        and %1$s
                    order by m.id desc
                    limit :limit
                 ) message
                 where message.created_at >= (select kept_from from notification_retention))
            ) told
            order by id desc
            limit :limit
            """.formatted(TOLD);

    private NotificationPages() {}

    /** See {@link NotificationStore#list}. */
    static List<NotificationView> read(Handle handle, UserId user, @Nullable Long before, int limit) {
        try (Query query = handle.createQuery(PAGE)) {
            return query.bind("user", user.value())
                    .bind("before", before == null ? Long.MAX_VALUE : before)
                    .bind("limit", limit)
                    .bind("large", NotificationStore.LARGE_CHAT)
                    .bind("pending", PENDING)
                    .map((row, ctx) -> new NotificationView(
                            row.getLong("id"),
                            user,
                            Columns.named(row, "type", NotificationType.class),
                            new ChatId(row.getLong("chat_id")),
                            Columns.idOrNull(row, "message_id", MessageId::new),
                            new UserId(row.getLong("actor_id")),
                            row.getString("detail"),
                            Columns.instant(row, "created_at")))
                    .list();
        }
    }
}
