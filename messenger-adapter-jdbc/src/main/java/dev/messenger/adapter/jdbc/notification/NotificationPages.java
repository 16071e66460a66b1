package dev.messenger.adapter.jdbc.notification;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.application.notification.NotificationView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.notification.NotificationType;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Pages of someone's notifications: what is stored, and what is made of the posts in their chats. Within a chat, ids of notifications and
 * of messages are in the same order; a bound of the one becomes a bound of the other by a probe.
 */
final class NotificationPages {

    /** Which posts of a span its reader was told of. */
    private static final String TOLD = """
            p.sender_id <> :user and (:user = any(p.untold)) is not true
                and not (p.is_large and exists (select from blocks where blocker_id = :user and blocked_id = p.sender_id))
            """;

    /**
     * Of the spans of messages that the reader was told of, only those with the newest posts matter, as many as the page is long: one
     * probe each. Of them no post matters that is older than the newest of the last span, when there are so many spans.
     */
    private static final String PAGE = """
            with span as (
                select me.chat_id, greatest(me.baseline_message_id, me.unmuted_message_id) as after, 9223372036854775807 as until
                from chat_members me
                join chats c on c.id = me.chat_id
                where me.user_id = :user and not me.muted
                union all
                select past.chat_id, past.after_message_id, past.until_message_id
                from told_spans past
                join chats c on c.id = past.chat_id
                where past.user_id = :user
            ), newest as materialized (
                select span.chat_id, span.after, post.*
                from span
                cross join lateral (
                    select p.id, p.message_id
                    from chat_posts p
                    where p.chat_id = span.chat_id and p.message_id > span.after and p.message_id <= %1$s and %2$s
                    order by p.message_id desc
                    limit 1
                ) post
                order by post.id desc
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
                (select post.id, 'message_created', post.chat_id, post.message_id, post.sender_id, null, post.created_at
                 from oldest
                 cross join newest
                 cross join lateral (
                    select *
                    from chat_posts p
                    where p.chat_id = newest.chat_id and p.message_id <= newest.message_id
                        and p.message_id > greatest(newest.after, (
                            select message_id from chat_posts
                            where chat_id = newest.chat_id and id < oldest.id
                            order by id desc
                            limit 1))
                        and %2$s
                    order by p.message_id desc
                    limit :limit
                 ) post)
            ) told
            order by id desc
            limit :limit
            """;

    private static final String NEWEST = PAGE.formatted("span.until", TOLD);

    /** The last message of the chat before the bound; none when there is no such message. */
    private static final String OLDER = PAGE.formatted("""
            least(span.until, coalesce((
                select message_id from chat_posts
                where chat_id = span.chat_id and id < :before
                order by id desc
                limit 1), 0))
            """, TOLD);

    private NotificationPages() {}

    /** See {@link dev.messenger.application.notification.port.NotificationStore#list}. */
    static List<NotificationView> read(Handle handle, UserId user, @Nullable Long before, int limit) {
        try (Query query = handle.createQuery(before == null ? NEWEST : OLDER)) {
            return query.bind("user", user.value())
                    .bind("before", before == null ? Long.MAX_VALUE : before)
                    .bind("limit", limit)
                    .map((row, ctx) -> new NotificationView(
                            row.getLong("id"),
                            user,
                            Columns.named(row, "type", NotificationType.class),
                            new ChatId(row.getLong("chat_id")),
                            Columns.idOrNull(row, "message_id", MessageId::new),
                            new UserId(row.getLong("actor_id")),
                            row.getString("detail"),
                            Columns.moment(row, "created_at")))
                    .list();
        }
    }
}
