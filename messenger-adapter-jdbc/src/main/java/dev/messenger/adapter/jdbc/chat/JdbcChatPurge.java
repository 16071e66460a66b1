package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.chat.port.ChatPurge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
        return transactions.inTransaction(() -> {
            Optional<Long> fresh = transactions.first(FRESH, row -> row.getLong(1), query -> query);
            if (fresh.isPresent()) {
                if (isEmptied(OF_MESSAGES, fresh.get(), batch)) {
                    finish("update deleted_chats set purged_at = deleted_at where chat_id = :chat", fresh.get());
                }
                return true;
            }
            Optional<Long> old =
                    transactions.first(OLD, row -> row.getLong(1), query -> query.bind("before", membershipsBefore));
            if (old.isPresent() && isEmptied(OF_MEMBERSHIPS, old.get(), batch)) {
                finish("delete from deleted_chats where chat_id = :chat", old.get());
            }
            return old.isPresent();
        });
    }

    /** Deletes at most {@code batch} rows; true when none is left. */
    private boolean isEmptied(List<String> deletions, long chat, int batch) {
        int left = batch;
        for (String deletion : deletions) {
            int most = left;
            left -= transactions.update(
                    deletion, update -> update.bind("chat", chat).bind("batch", most));
            if (left == 0) {
                return false;
            }
        }
        return true;
    }

    private void finish(String statement, long chat) {
        transactions.update(statement, update -> update.bind("chat", chat));
    }
}
