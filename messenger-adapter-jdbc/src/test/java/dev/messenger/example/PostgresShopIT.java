package dev.messenger.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.adapter.jdbc.JdbcStore;
import dev.messenger.application.Background;
import dev.messenger.application.Messenger;
import dev.messenger.application.Ports;
import dev.messenger.application.chat.CreateChats;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.message.SendMessages;
import dev.messenger.application.shared.Settings;
import dev.messenger.contracts.shared.TestClock;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import dev.messenger.testing.TestDatabases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A shop whose database has its orders and the tables of the messenger side by side. */
class PostgresShopIT {

    private static final PGSimpleDataSource DATABASE = new PGSimpleDataSource();

    private final TestClock clock = new TestClock(Instant.parse("2026-03-08T10:00:00Z"));
    private final JdbcStore store;
    private final Messenger messenger;

    PostgresShopIT() {
        DataSource dataSource = DATABASE;
        store = JdbcStore.over(dataSource);
        Ports memory = InMemoryMessenger.create().ports();
        Ports ports = new Ports(
                store.ports(),
                memory.storage(),
                memory.limiter(),
                memory.security(),
                memory.mailer(),
                memory.presence());
        messenger = Messenger.over(ports, Settings.defaults(), clock);
    }

    @BeforeAll
    static void theShopHasADatabase() throws SQLException {
        DATABASE.setUrl(TestDatabases.fresh());
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table orders (number integer primary key, chat_id bigint not null)");
        }
    }

    private void order(int number, UserId customer, UserId packer, Runnable after) throws SQLException {
        try (Connection connection = DATABASE.getConnection()) {
            connection.setAutoCommit(false);
            try {
                ChatId chat = store.transactions().join(connection, () -> converse(number, customer, packer));
                saveOrder(connection, number, chat);
                after.run();
                connection.commit();
            } catch (RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private ChatId converse(int number, UserId customer, UserId packer) {
        ChatId chat = messenger
                .chats()
                .creation()
                .create(packer, CreateChats.Command.group("Order " + number, List.of(customer)))
                .id();
        messenger.messages().sending().send(packer, SendMessages.Command.text(chat, "Thank you!", "welcome-" + number));
        return chat;
    }

    private static void saveOrder(Connection connection, int number, ChatId chat) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into orders values (?, ?)")) {
            insert.setInt(1, number);
            insert.setLong(2, chat.value());
            insert.execute();
        }
    }

    @Test
    @Tag("E6")
    void anOrderAndItsMessageAreStoredTogether() throws SQLException {
        UserId carla = person("carla");
        UserId pete = person("pete");
        order(4711, carla, pete, () -> {});

        ChatId chat = chatOfOrder(4711);
        assertThat(messenger.messages().reading().history(carla, chat, null, 10))
                .extracting(line -> line.message().text())
                .hasSize(1);
        assertThat(messenger.events().read(0, 1_000))
                .extracting(Outbox.Recorded::event)
                .contains(new Event.ChatCreated(chat, pete));
    }

    @Test
    @Tag("E6")
    void orNotAtAll() throws SQLException {
        UserId carla = person("carol");
        UserId pete = person("peter");
        long before = messenger.events().last();
        assertThatThrownBy(() -> order(4712, carla, pete, () -> {
                    throw new IllegalStateException("the card was declined");
                }))
                .hasMessage("the card was declined");

        assertThat(chatOfOrder(4712)).isNull();
        assertThat(messenger.chats().browsing().list(carla, new ChatListQuery(10, null)))
                .isEmpty();
        assertThat(messenger.events().last()).as("nothing happened").isEqualTo(before);
    }

    @Test
    @Tag("E3")
    void whatIsCommittedByTheShopIsHeardOf() throws SQLException {
        List<Event> heard = new CopyOnWriteArrayList<>();
        UserId carla = person("cara");
        UserId pete = person("petra");
        try (Background background = Background.start(messenger, (what, failure) -> {})) {
            background.feed().subscribe("shop", messenger.events().last(), recorded -> heard.add(recorded.event()));
            order(4713, carla, pete, () -> {});
            ChatId chat = chatOfOrder(4713);
            await().until(() -> heard.contains(new Event.ChatCreated(chat, pete)));
        }
    }

    private UserId person(String name) {
        return messenger.account().provisioning().provision("staff-" + name, name, name);
    }

    private static @Nullable ChatId chatOfOrder(int number) throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                PreparedStatement select = connection.prepareStatement("select chat_id from orders where number = ?")) {
            select.setInt(1, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new ChatId(row.getLong("chat_id")) : null;
            }
        }
    }
}
