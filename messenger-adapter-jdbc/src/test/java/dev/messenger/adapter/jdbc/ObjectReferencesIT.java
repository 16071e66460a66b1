package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.Ports;
import dev.messenger.application.media.port.Upload;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.message.MessageId;
import dev.messenger.testing.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The last reference to an object takes the object with it, whichever statement removes that reference and whatever runs at the same
 * time (docs/adr/0040-objects-and-references.md). The statements stand for use cases, and for an operator with psql.
 */
@Tag("D6")
class ObjectReferencesIT implements StoreContract {

    private static String url;
    private static JdbcStore store;

    private final UserId user = user();
    private final ChatId chat = group(user);
    private final Upload upload = issue();
    private final MessageId message = attached();

    @BeforeAll
    static void open() {
        url = TestDatabases.fresh();
        store = JdbcStore.open(url);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Override
    public Ports.Store store() {
        return store.ports();
    }

    @Test
    void withItsMessageAnObjectStays() {
        collect();

        assertThat(isKept()).isTrue();
    }

    @Test
    void anObjectGoesWithItsAttachment() throws SQLException {
        run("delete from attachments where message_id = " + message);
        collect();

        assertThat(isKept()).isFalse();
    }

    @Test
    void anObjectGoesWhenItsMessagesArePurged() throws SQLException {
        run("delete from messages where chat_id = " + chat);
        collect();

        assertThat(isKept()).isFalse();
    }

    @Test
    void aForwardedObjectGoesWithTheLastOfItsMessages() throws SQLException {
        MessageId forwarded = send(chat, user, "A forward");
        run(forward(forwarded));
        run("delete from attachments where message_id = " + message);
        collect();
        assertThat(isKept()).as("the forward has it").isTrue();

        run("delete from attachments where message_id = " + forwarded);
        collect();
        assertThat(isKept()).isFalse();
    }

    @Test
    void anAvatarKeepsItsObjectUntilItIsReplaced() throws SQLException {
        run("update users set avatar = '" + upload.key() + "' where id = " + user);
        run("update chats set avatar = '" + upload.key() + "' where id = " + chat);
        run("delete from attachments where message_id = " + message);
        collect();
        assertThat(isKept()).as("two avatars have it").isTrue();

        run("update users set avatar = 'https://example.org/me.png' where id = " + user);
        collect();
        assertThat(isKept()).as("the chat's avatar has it").isTrue();

        run("update chats set avatar = null where id = " + chat);
        collect();
        assertThat(isKept()).isFalse();
    }

    @Test
    void anAvatarThatIsWrittenAgainStays() throws SQLException {
        run("delete from attachments where message_id = " + message);
        run("update users set avatar = '" + upload.key() + "' where id = " + user);
        run("update users set avatar = avatar, name = 'Anew' where id = " + user);
        collect();

        assertThat(isKept()).isTrue();
    }

    @Test
    void anObjectThatAForwardIsJustTakingIsLeftToIt() throws SQLException {
        MessageId forwarded = send(chat, user, "A forward");
        try (Connection forwarder = connection()) {
            forwarder.setAutoCommit(false);
            run(forwarder, forward(forwarded));
            run("delete from attachments where message_id = " + message);
            collect();
            assertThat(isKept()).as("while the forward is not committed").isTrue();
            forwarder.commit();
        }
        collect();

        assertThat(isKept()).as("afterwards").isTrue();
    }

    @Test
    void anObjectIsCollectedLaterWhenItsForwardWasRolledBack() throws SQLException {
        MessageId forwarded = send(chat, user, "A forward");
        try (Connection forwarder = connection()) {
            forwarder.setAutoCommit(false);
            run(forwarder, forward(forwarded));
            run("delete from attachments where message_id = " + message);
            collect();
            forwarder.rollback();
        }
        collect();

        assertThat(isKept()).isFalse();
    }

    /** The collector sees the reference and keeps the object; removing the reference waits, and reports the object afterwards. */
    @Test
    void anObjectWhoseReferenceGoesWhileItIsLookedAtIsLookedAtAgain() throws Exception {
        run("update uploads set due_at = '-infinity' where object_key = '" + upload.key() + "'");
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> collector = threads.submit(() -> store().transactions().run(() -> {
                collect();
                looked.countDown();
                await(goOn);
            }));
            await(looked);
            Future<?> deleter = threads.submit(() -> {
                run("delete from attachments where message_id = " + message);
                return true;
            });
            awaitBlocked();
            goOn.countDown();
            collector.get(20, TimeUnit.SECONDS);
            deleter.get(20, TimeUnit.SECONDS);
        }
        collect();

        assertThat(isKept()).isFalse();
    }

    private Upload issue() {
        Upload issued = new Upload(ObjectKey.upload(Unique.name("key"), MediaType.PNG), user, MediaType.PNG, 1, NOW);
        store().media().attachments().addUpload(issued);
        return issued;
    }

    private MessageId attached() {
        MessageId sent = send(chat, user, "With a file");
        store().media().attachments().attach(upload, sent, null, 10, NOW);
        return sent;
    }

    private String forward(MessageId target) {
        return "insert into attachments (chat_id, message_id, object_key, type, size, created_at) "
                + "select chat_id, " + target
                + ", object_key, type, size, created_at from attachments where message_id = "
                + message;
    }

    private void collect() {
        while (store().media().objectRemovals().collect(NOW.plus(Duration.ofHours(25)), 50) == 50) {
            // go on
        }
    }

    private boolean isKept() {
        return store().media().attachments().findUpload(upload.key()).isPresent();
    }

    /** Waits until another transaction of this database waits for a lock. */
    private void awaitBlocked() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (Connection connection = connection();
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from pg_stat_activity "
                            + "where datname = current_database() and wait_event_type = 'Lock'")) {
                return rows.next() && rows.getInt(1) > 0;
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = connection()) {
            run(connection, sql);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(url);
    }
}
