package dev.messenger.adapter.jdbc.notification;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.notification.NotificationType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a user's notifications: those that are stored, and those that the messages in the user's chats make. A notification of a new
 * message has the id of the message (docs/adr/0064-notifications-made-when-read.md).
 */
final class NotificationPages {

    /** The maximum number of pending messages that are left out. There are more only while the projector is far behind. */
    private static final int PENDING = 10_000;

    /**
     * A span is a range of messages of a chat that notify the reader. Only the spans with the newest messages matter, as many as the
     * page is long, and a probe each finds them. When there are that many, no message older than the newest one of the last span
     * matters. Messages that the projector has not processed are pending and left out: it is not known yet whom they mention and who blocks
     * their senders.
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
            ), retention as materialized (
                select retained_since, expired_message_id from notification_retention
            ), span as (
                select me.chat_id, greatest(me.baseline_message_id, me.unmuted_message_id, me.cleared_message_id) as after,
                    9223372036854775807 as until, c.members_count > :large as is_large
                from chat_members me
                join chats c on c.id = me.chat_id
                where me.user_id = :user and not me.muted
                union all
                select past.chat_id, past.after_message_id, past.until_message_id, c.members_count > :large
                from notified_spans past
                join chats c on c.id = past.chat_id
                where past.user_id = :user
            ), newest as materialized (
                select span.chat_id, span.after, span.is_large, m.id
                from retention
                cross join span
                cross join lateral (
                    select id, created_at
                    from notifying_messages(:user, span.chat_id, greatest(span.after, retention.expired_message_id), span.is_large)
                    where id <= least(span.until, :before - 1) and id not in (select message_id from pending)
                    order by id desc
                    limit 1
                ) m
                where m.created_at >= retention.retained_since
                order by m.id desc
                limit :limit
            ), oldest as materialized (
                select case count(*) when :limit then min(id) else 0 end as id from newest
            )
            select *
            from (
                (select id, type, chat_id, message_id, actor_id, detail, created_at
                 from notifications
                 where user_id = :user and id < :before
                    and (message_id is null or (
                        (select id from chats where id = notifications.chat_id) is not null
                        and (
                            select true from chat_members me
                            where me.chat_id = notifications.chat_id and me.user_id = :user
                                and me.cleared_message_id >= notifications.message_id) is not true
                        and (
                            select true from hidden_messages hidden
                            where hidden.chat_id = notifications.chat_id and hidden.user_id = :user
                                and hidden.message_id = notifications.message_id) is not true))
                 order by id desc
                 limit :limit)
                union all
                (select m.id, 'message_created', newest.chat_id, m.id, m.sender_id, null, m.created_at
                 from retention
                 cross join newest
                 cross join oldest
                 cross join lateral (
                    select id, sender_id, created_at
                    from notifying_messages(:user, newest.chat_id, greatest(newest.after, retention.expired_message_id), newest.is_large)
                    where id between oldest.id and newest.id and id not in (select message_id from pending)
                    order by id desc
                    limit :limit
                 ) m
                 where m.created_at >= retention.retained_since)
            ) page
            order by id desc
            limit :limit
            """;

    private NotificationPages() {}

    /** See {@link NotificationStore#list}. */
    static List<NotificationView> read(JdbcTransactions transactions, UserId user, @Nullable Long before, int limit) {
        return transactions.list(
                PAGE,
                row -> new NotificationView(
                        row.getLong("id"),
                        user,
                        Columns.named(row, "type", NotificationType.class),
                        new ChatId(row.getLong("chat_id")),
                        Columns.idOrNull(row, "message_id", MessageId::new),
                        new UserId(row.getLong("actor_id")),
                        row.getString("detail"),
                        Columns.instant(row, "created_at")),
                query -> query.bind("user", user)
                        .bind("before", before == null ? Long.MAX_VALUE : before)
                        .bind("limit", limit)
                        .bind("large", NotificationStore.LARGE_CHAT)
                        .bind("pending", PENDING));
    }
}
