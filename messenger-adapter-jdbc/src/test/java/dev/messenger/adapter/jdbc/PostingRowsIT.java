package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.Ports;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.testing.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Posting a message reads a handful of rows, however many messages there are: PostgreSQL counts them. The planner assumes that
 * the sender has not yet written into the chat.
 */
@Tag("M2")
class PostingRowsIT implements StoreContract {

    private static final int A_HANDFUL = 5;

    private static final JdbcStore STORE = JdbcStore.open(TestDatabases.fresh());

    @Override
    public Ports.Store store() {
        return STORE.ports();
    }

    @ParameterizedTest(name = "by one who has written {0} messages there")
    @ValueSource(ints = {0, 1, 3_000})
    void posting(int before) {
        UserId sender = user();
        ChatId chat = group(sender, user());
        write(chat, sender, before);
        // often enough for the generic plan
        for (int i = 0; i < 20; i++) {
            assertThat(rowsOf("messages", () -> send(message(chat, sender)))).isLessThanOrEqualTo(A_HANDFUL);
        }
        analyze();
        assertThat(rowsOf("messages", () -> send(message(chat, sender)))).isLessThanOrEqualTo(A_HANDFUL);
    }

    @ParameterizedTest(name = "in a chat of {0}")
    @ValueSource(ints = {1, 100})
    void postingInto(int members) {
        UserId sender = user();
        UserId[] others = new UserId[members];
        for (int i = 0; i < members; i++) {
            others[i] = user();
        }
        ChatId chat = group(sender, others);
        for (int i = 0; i < 20; i++) {
            assertThat(rowsOf("chat_members", () -> send(message(chat, sender))))
                    .isLessThanOrEqualTo(A_HANDFUL);
        }
    }

    private NewMessage message(ChatId chat, UserId sender) {
        return text(chat, sender, "Hello", Unique.name("client"), null);
    }

    private long rowsOf(String table, Runnable work) {
        return STORE.transactions().inTransaction(() -> {
            long before = rowsRead(table);
            work.run();
            return rowsRead(table) - before;
        });
    }

    /** Rows that this transaction has read so far. */
    private static long rowsRead(String table) {
        return STORE.transactions()
                .with(handle -> handle.createQuery(
                                "select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables where relname = :table")
                        .bind("table", table)
                        .mapTo(Long.class)
                        .one());
    }

    private static void analyze() {
        int unused = STORE.transactions().with(handle -> handle.execute("analyze"));
    }

    private static void write(ChatId chat, UserId sender, int messages) {
        int unused = STORE.transactions()
                .with(handle -> handle.createUpdate("""
                        insert into messages (
                            chat_id, number, sender_number, sender_id, type, text, client_message_id, created_at, updated_at)
                        select :chat, number, number, :sender, 'text', 'hay', 'early ' || number, now(), now()
                        from generate_series(1, :messages) number
                        """)
                        .bind("chat", chat.value())
                        .bind("sender", sender.value())
                        .bind("messages", messages)
                        .execute());
    }
}
