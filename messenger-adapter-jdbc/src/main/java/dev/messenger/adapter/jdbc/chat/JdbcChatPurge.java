package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.chat.port.ChatPurge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Deletes what is left of the chats in table {@code deleted_chats}. Each batch is a transaction that locks its chat there; nodes skip the
 * locked chats of one another. {@code purged_at} says that only the memberships are left.
 */
public final class JdbcChatPurge implements ChatPurge {

    /** Attachments go with their messages, and a trigger makes their objects due for removal. */
    private static final List<String> OF_MESSAGES = List.of(
            batchOf("messages"),
            batchOf("message_mentions"),
            batchOf("hidden_messages"),
            batchOf("reactions"),
            batchOf("reaction_counts"),
            batchOf("chat_bans"));

    private static final List<String> OF_MEMBERSHIPS = List.of(batchOf("chat_members"));

    private static final String FRESH = """
            select chat_id from deleted_chats
            where purged_at is null
            order by deleted_at, chat_id limit 1
            for update skip locked
            """;

    private static final String OLD = """
            select chat_id from deleted_chats
            where purged_at is not null and deleted_at < :before
            order by deleted_at, chat_id limit 1
            for update skip locked
            """;

    private final JdbcTransactions transactions;

    public JdbcChatPurge(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    private static String batchOf(String table) {
        return """
                delete from %1$s where ctid = any(array(select ctid from %1$s where chat_id = :chat limit :batch))
                """.formatted(table);
    }

    @Override
    public boolean purge(int batch, Instant membershipsBefore) {
        return transactions.inTransaction(() -> transactions.with(handle -> {
            Optional<Long> fresh = next(handle.createQuery(FRESH));
            if (fresh.isPresent()) {
                if (isEmptied(handle, OF_MESSAGES, fresh.get(), batch)) {
                    finish(
                            handle,
                            "update deleted_chats set purged_at = deleted_at where chat_id = :chat",
                            fresh.get());
                }
                return true;
            }
            Optional<Long> old = next(handle.createQuery(OLD).bind("before", membershipsBefore));
            if (old.isPresent() && isEmptied(handle, OF_MEMBERSHIPS, old.get(), batch)) {
                finish(handle, "delete from deleted_chats where chat_id = :chat", old.get());
            }
            return old.isPresent();
        }));
    }

    private static Optional<Long> next(Query query) {
        return query.mapTo(Long.class).findOne();
    }

    /** Deletes at most {@code batch} rows; true when none is left. */
    private static boolean isEmptied(Handle handle, List<String> deletions, long chat, int batch) {
        int left = batch;
        for (String deletion : deletions) {
            left -= handle.createUpdate(deletion)
                    .bind("chat", chat)
                    .bind("batch", left)
                    .execute();
            if (left == 0) {
                return false;
            }
        }
        return true;
    }

    private static void finish(Handle handle, String statement, long chat) {
        handle.createUpdate(statement).bind("chat", chat).execute();
    }
}
