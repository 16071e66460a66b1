package dev.messenger.adapter.jdbc.media;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.Results;
import dev.messenger.application.media.port.PendingUploads;
import dev.messenger.application.media.port.Upload;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.media.ObjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.StatementContext;

/** Uploads without reference, in table {@code uploads}; the index {@code uploads_pending} finds those without a message. */
public final class JdbcPendingUploads implements PendingUploads {

    private final JdbcTransactions transactions;

    public JdbcPendingUploads(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** Two statements in one round trip: at READ COMMITTED the second one sees what was committed until the lock was granted. */
    @Override
    public Total lockAndCount(UserId owner) {
        return transactions.scan("""
                        select id from users where id = :owner for no key update;
                        select count(*) as count, coalesce(sum(size), 0) as bytes
                        from uploads u
                        where owner_id = :owner and message_id is null
                            and not exists (select from users where avatar = u.object_key)
                            and not exists (select from chats where avatar = u.object_key)
                        """, JdbcPendingUploads::total, query -> query.bind("owner", owner));
    }

    private static Total total(Supplier<ResultSet> lock, StatementContext statement) throws SQLException {
        try (ResultSet row = Results.second(lock, statement)) {
            row.next();
            return new Total(row.getInt("count"), row.getLong("bytes"));
        }
    }

    @Override
    public long storedBytes(UserId owner) {
        return transactions.one(
                "select coalesce(sum(size), 0) from uploads where owner_id = :owner",
                row -> row.getLong(1),
                query -> query.bind("owner", owner));
    }

    @Override
    public List<ObjectKey> unconfirmed(UserId owner, Instant latest, int limit) {
        return transactions.list(
                """
                        select object_key
                        from uploads u
                        where owner_id = :owner and message_id is null and not confirmed and created_at <= :latest
                            and not exists (select from users where avatar = u.object_key)
                            and not exists (select from chats where avatar = u.object_key)
                        order by created_at
                        limit :limit
                        """,
                row -> new ObjectKey(Columns.text(row, "object_key")),
                query -> query.bind("owner", owner).bind("latest", latest).bind("limit", limit));
    }

    @Override
    public void confirm(ObjectKey key) {
        transactions.update(
                "update uploads set confirmed = true where object_key = :key", update -> update.bind("key", key));
    }

    /** The lock lets a reservation or an attachment come before, which is seen then, or after, which finds no upload. */
    @Override
    public void abandon(ObjectKey key, Instant now) {
        transactions.run(() -> {
            boolean pending =
                    transactions.exists("""
                            select 1
                            from uploads
                            where object_key = :key and message_id is null and reserved_until <= :now
                            for update
                            """, query -> query.bind("key", key).bind("now", now));
            if (pending) {
                moveToRemovals(key);
            }
        });
    }

    /** A statement of its own, which sees every reference made before the upload was locked. */
    private void moveToRemovals(ObjectKey key) {
        transactions.update(
                """
                        with abandoned as (
                            delete from uploads u
                            where object_key = :key and message_id is null
                                and not exists (select from users where avatar = u.object_key)
                                and not exists (select from chats where avatar = u.object_key)
                            returning object_key, created_at
                        )
                        insert into object_removals (object_key, issued_at, due_at)
                        select object_key, created_at, created_at + make_interval(secs => :unused_seconds) from abandoned
                        """, update -> update.bind("key", key).bind("unused_seconds", (double) Upload.UNUSED_TTL.toSeconds()));
    }
}
