package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.Ports;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.testing.Sql;
import dev.messenger.testing.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cursors and ids when a backup is restored. */
@Tag("R13")
class EpochsIT {

    private final String url = TestDatabases.fresh();

    /** What a chat program has seen of a database. */
    private record Seen(UserId user, ChatId chat, MessageId message, long cursor) {}

    private record Writer(JdbcStore opened) implements StoreContract {

        @Override
        public Ports.Store store() {
            return opened.ports();
        }

        Seen begin() {
            UserId user = user();
            return goOn(user, group(user));
        }

        Seen goOn(UserId user, ChatId chat) {
            MessageId message = send(chat, user, "Hello");
            return new Seen(user, chat, message, store().outbox().last());
        }

        Outbox.Missed missed(UserId user, long after) {
            return store().outbox().missed(user, after, store().outbox().last(), 100);
        }
    }

    @Test
    void aNewInstallationBeginsAboveTheCursorsOfOthersAndWithSmallIds() {
        try (JdbcStore store = JdbcStore.open(url)) {
            Writer writer = new Writer(store);
            Seen first = writer.begin();

            assertThat(first.message().value()).isLessThan(1_000);
            assertThat(writer.missed(first.user(), first.cursor() - 1).complete())
                    .isTrue();
            assertThat(writer.missed(first.user(), 0).complete())
                    .as("of who knows nothing")
                    .isTrue();
            assertThat(writer.missed(first.user(), 5).complete())
                    .as("of another installation")
                    .isFalse();
        }
    }

    @Test
    void aRestartGoesOn() {
        Seen before;
        try (JdbcStore store = JdbcStore.open(url)) {
            before = new Writer(store).begin();
        }
        try (JdbcStore store = JdbcStore.open(url)) {
            Writer writer = new Writer(store);
            Seen after = writer.goOn(before.user(), before.chat());

            assertThat(after.message().value()).isEqualTo(before.message().value() + 1);
            assertThat(after.cursor()).isEqualTo(before.cursor() + 1);
            assertThat(writer.missed(before.user(), before.cursor()).events()).hasSize(1);
        }
    }

    @Test
    void aRestoredBackupIsNoticed() {
        Seen backedUp;
        try (JdbcStore store = JdbcStore.open(url)) {
            backedUp = new Writer(store).begin();
        }
        String backup = TestDatabases.copyOf(url);
        Seen lost;
        try (JdbcStore store = JdbcStore.open(url)) {
            lost = new Writer(store).goOn(backedUp.user(), backedUp.chat());
        }

        String again = TestDatabases.copyOf(backup);
        Seen restored = assertResync(backup, lost);
        assertResync(again, restored);
    }

    @Test
    @Tag("E7")
    void whoFollowsEventsSeesARestoreAsAGap() {
        try (JdbcStore store = JdbcStore.open(url)) {
            Writer writer = new Writer(store);
            Seen seen = writer.begin();
            long next = writer.goOn(seen.user(), seen.chat()).cursor();
            assertThat(next).as("without a restore").isEqualTo(seen.cursor() + 1);

            store.beginEpoch();
            writer.goOn(seen.user(), seen.chat());

            assertThat(store.ports().outbox().read(next, 10))
                    .as("what is in the database comes all the same")
                    .singleElement()
                    .extracting(Outbox.Recorded::cursor)
                    .isNotEqualTo(next + 1);
        }
    }

    @Test
    void aDumpLoadedIntoTheSameDatabaseIsNoticed() {
        Seen seen;
        try (JdbcStore store = JdbcStore.open(url)) {
            seen = new Writer(store).begin();
        }
        new Sql(url).run("""
                alter table outbox_sequencer rename to dumped;
                create table outbox_sequencer (like dumped including all);
                insert into outbox_sequencer select * from dumped;
                drop table dumped
                """);

        assertResync(url, seen);
    }

    @Test
    void anOperatorSaysThatABackupWasRestored() {
        Seen seen;
        try (JdbcStore store = JdbcStore.open(url)) {
            seen = new Writer(store).begin();
            store.beginEpoch();
        }
        assertResync(url, seen);
    }

    @Test
    void nodesThatStartTogetherBeginOneEpoch() {
        JdbcStore.open(url).close();
        String backup = TestDatabases.copyOf(url);

        List<Long> cursors = Together.succeed(4, number -> {
            try (JdbcStore store = JdbcStore.open(backup)) {
                return store.ports().outbox().last();
            }
        });

        assertThat(cursors).containsOnly(cursors.getFirst());
    }

    @Test
    void allIdsGoOnAboveEarlierOnes() {
        Sql sql = new Sql(url);
        try (JdbcStore store = JdbcStore.open(url)) {
            new Writer(store).begin();
            store.beginEpoch();
            new Writer(store).begin();
        }
        for (String table : List.of("users", "chats", "chat_members", "messages")) {
            assertThat(sql.number("select max(id) from " + table)).as(table).isGreaterThan(170_000_000_000_000L);
        }
        assertThat(sql.number("""
                        select count(*)
                        from information_schema.columns
                        where table_schema = current_schema() and is_identity = 'YES'
                            and pg_sequence_last_value(cast(pg_get_serial_sequence(table_name, column_name) as regclass))
                                > 170000000000000
                        """)).as("sequences").isEqualTo(sql.number("""
                        select count(*)
                        from information_schema.columns
                        where table_schema = current_schema() and is_identity = 'YES'
                        """));
    }

    private static Seen assertResync(String database, Seen lost) {
        try (JdbcStore store = JdbcStore.open(database)) {
            Writer writer = new Writer(store);
            assertThat(store.ports().outbox().last()).isGreaterThan(lost.cursor());
            assertThat(writer.missed(lost.user(), lost.cursor()).complete()).isFalse();

            Seen next = writer.goOn(lost.user(), lost.chat());
            assertThat(next.message().value()).isGreaterThan(lost.message().value());
            assertThat(writer.missed(lost.user(), next.cursor() - 1).complete()).isTrue();
            assertThat(writer.missed(lost.user(), 0).complete()).isTrue();
            return next;
        }
    }
}
