package dev.messenger.adapter.jdbc.notification;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.notification.port.NotificationStore;
import java.time.Instant;
import java.util.List;

/** Ends notifications that are too old. */
final class NotificationRetention {

    /** Moves {@code expired_message_id} over old messages, in order of id, by at most the limit. */
    private static final String EXPIRE_MESSAGES = """
            with behind as materialized (
                select expired_message_id as id from notification_retention
            ), page as materialized (
                select id, created_at
                from messages
                where id > (select id from behind)
                order by id
                limit (
                    select case when created_at < :before then :limit else 1 end
                    from messages
                    where id > (select id from behind)
                    order by id
                    limit 1)
            ), old as (
                select coalesce(min(id) filter (where created_at >= :before) - 1, max(id)) as id,
                    count(*) filter (where created_at < :before) = :limit as is_all
                from page
            )
            update notification_retention
            set retained_since = greatest(retained_since, :before), expired_message_id = greatest(expired_message_id, old.id)
            from old
            returning old.is_all
            """;

    private static final List<String> DELETE_OLD = List.of("""
            delete from notifications
            where ctid = any(array(
                select ctid from notifications where created_at < :before order by created_at limit :limit))
            """, """
            delete from notification_exceptions
            where ctid = any(array(
                select ctid from notification_exceptions where created_at < :before order by created_at limit :limit))
            """, """
            delete from notified_spans
            where ctid = any(array(
                select ctid from notified_spans where closed_at < :before order by closed_at limit :limit))
            """);

    private NotificationRetention() {}

    /**
     * See {@link NotificationStore#trim}. Expires messages first: as long as they notify, their exceptions must stay. The order of each
     * deletion is that of an index, which finds the rows whatever the statistics say.
     */
    static boolean trim(JdbcTransactions transactions, Instant before, int limit) {
        boolean more = transactions.one(
                EXPIRE_MESSAGES,
                row -> row.getBoolean(1),
                query -> query.bind("before", before).bind("limit", limit));
        for (String deletion : DELETE_OLD) {
            int removed = transactions.update(
                    deletion, update -> update.bind("before", before).bind("limit", limit));
            more |= removed == limit;
        }
        return more;
    }
}
