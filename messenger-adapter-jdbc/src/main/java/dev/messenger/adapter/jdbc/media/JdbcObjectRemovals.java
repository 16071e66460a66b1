package dev.messenger.adapter.jdbc.media;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.media.port.ObjectRemovals;
import dev.messenger.application.media.port.Upload;
import dev.messenger.domain.media.ObjectKey;
import java.time.Instant;
import java.util.List;

/**
 * Removes the objects of unused uploads once they are due, by way of table {@code object_removals}. {@code
 * docs/adr/0040-objects-and-references.md} explains why no object is removed while a reference to it is made.
 */
public final class JdbcObjectRemovals implements ObjectRemovals {

    private final JdbcTransactions transactions;

    public JdbcObjectRemovals(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public int collect(Instant now, int limit) {
        return transactions.inTransaction(() -> {
            List<String> due = lockDue(now, limit);
            if (!due.isEmpty()) {
                settle(due, now);
            }
            return due.size();
        });
    }

    /** Locked rows are left to a later run. */
    private List<String> lockDue(Instant now, int limit) {
        return transactions.list(
                """
                        select object_key
                        from uploads
                        where due_at <= :now and reserved_until <= :now
                        order by due_at
                        limit :limit
                        for update skip locked
                        """, row -> row.getString(1), query -> query.bind("now", now).bind("limit", limit));
    }

    /** A statement of its own, which sees every reference made before its object was locked. */
    private void settle(List<String> due, Instant now) {
        transactions.update(
                """
                        with examined as (
                            select object_key,
                                exists (select from attachments a where a.object_key = u.object_key)
                                or exists (select from users where avatar = u.object_key)
                                or exists (select from chats where avatar = u.object_key) as is_used
                            from uploads u
                            where object_key = any (:due)
                        ), used as (
                            update uploads set due_at = null
                            where object_key in (select object_key from examined where is_used)
                        ), removed as (
                            delete from uploads
                            where object_key in (select object_key from examined where not is_used)
                            returning object_key, created_at
                        )
                        insert into object_removals (object_key, issued_at, due_at)
                        select object_key, created_at, :now from removed
                        """, update -> update.bind("due", ArrayArgument.texts(due)).bind("now", now));
    }

    @Override
    public List<ObjectKey> take(Instant now, Instant retryAt, int limit) {
        return transactions.list(
                """
                        update object_removals set due_at = :retry_at
                        where object_key in (
                            select object_key
                            from object_removals
                            where due_at <= :now
                            order by due_at
                            limit :limit
                            for update skip locked
                        )
                        returning object_key
                        """,
                row -> new ObjectKey(Columns.text(row, "object_key")),
                query -> query.bind("now", now).bind("retry_at", retryAt).bind("limit", limit));
    }

    @Override
    public void removed(ObjectKey key, Instant now) {
        transactions.update(
                """
                        with done as (
                            delete from object_removals where object_key = :key and issued_at <= :link_is_dead_since
                        )
                        update object_removals set due_at = :link_is_dead
                        where object_key = :key and issued_at > :link_is_dead_since
                        """,
                update -> update.bind("key", key)
                        .bind("link_is_dead_since", now.minus(Upload.LINK_TTL))
                        .bind("link_is_dead", now.plus(Upload.LINK_TTL)));
    }
}
