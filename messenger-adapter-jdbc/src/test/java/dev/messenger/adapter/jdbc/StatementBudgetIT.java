package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Messenger;
import dev.messenger.application.Ports;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.media.port.Upload;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.message.ReadStates;
import dev.messenger.application.message.SendMessages;
import dev.messenger.application.people.port.Presence;
import dev.messenger.application.shared.Settings;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import dev.messenger.testing.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The number of statements of the hot use cases, which does not depend on the amount of data. */
class StatementBudgetIT implements StoreContract {

    private static final RecordingDataSource DATABASE = recording();
    private static final Ports.Store STORE =
            JdbcStore.over(DATABASE.dataSource()).ports();

    private final Ports others = InMemoryMessenger.create().ports();
    private final Presence presence = others.presence();
    private final Messenger messenger = messenger();

    @Override
    public Ports.Store store() {
        return STORE;
    }

    @Test
    void theFirstMessageOfSomeoneInAChatIsTwoRoundTrips() {
        UserId sender = user();
        ChatId chat = privateChat(sender, user());
        ChatId group = group(sender);

        assertThat(DATABASE.during(() -> post(chat, sender, "client-1", null)))
                .as("facts, lock, insert with its event")
                .hasSize(3);
        assertThat(DATABASE.roundTripsDuring(() -> post(group, sender, null, null)))
                .as("what decides, and storing it under the lock")
                .isEqualTo(2);
    }

    @Test
    void theNextOnesAreOneEach() {
        UserId sender = user();
        ChatId chat = privateChat(sender, user());
        MessageId root = send(chat, sender, "Root");
        post(chat, sender, null, null);

        assertThat(DATABASE.during(() -> post(chat, sender, "client-1", root)))
                .as("lock, insert with its event")
                .hasSize(2);
        assertThat(DATABASE.roundTripsDuring(() -> post(chat, sender, null, null)))
                .isEqualTo(1);
        assertThat(DATABASE.during(() -> post(chat, sender, "client-1", root)))
                .as("a retry: the same in vain, then facts, the earlier message as it is now")
                .hasSize(4);
    }

    @Test
    void sendingCostsTheSameInALargeGroup() {
        UserId sender = user();
        UserId[] members = new UserId[150];
        for (int i = 0; i < members.length; i++) {
            members[i] = user();
        }
        ChatId chat = group(sender, members);

        assertThat(DATABASE.during(() -> post(chat, sender, null, null))).hasSize(3);
        assertThat(DATABASE.during(() -> post(chat, sender, null, null))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 120})
    void historyIsOneStatement(int messages) {
        UserId reader = user();
        UserId sender = user();
        ChatId chat = privateChat(reader, sender);
        for (int i = 0; i < messages; i++) {
            MessageId message = send(chat, sender, "Message " + i);
            attach(message, sender);
        }

        assertThat(DATABASE.during(() -> {
                    List<MessageView> page = messenger.messages().reading().history(reader, chat, null, 200);
                    assertThat(page)
                            .hasSize(messages)
                            .allMatch(view -> view.attachments().size() == 1);
                }))
                .as("membership, messages, files and delivery status in one")
                .hasSize(1);
        catchUp(reader);
        messenger.messages().reading().history(reader, chat, null, 200);
        assertThat(DATABASE.during(() -> messenger.messages().reading().history(reader, chat, null, 200)))
                .as("again: is there any news")
                .hasSize(1)
                .allMatch(statement -> statement.contains("outbox"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 200})
    void theChatListIsTwoStatementsAndOneWhileNothingHappens(int chats) {
        UserId reader = user();
        UserId writer = user();
        for (int i = 0; i < chats; i++) {
            ChatId chat = group(reader, writer);
            send(chat, writer, "Unread");
        }

        assertThat(DATABASE.during(() -> {
                    var page = messenger.chats().browsing().list(reader, new ChatListQuery(200, null));
                    assertThat(page).hasSize(chats).allMatch(view -> view.unreadCount() == 1);
                }))
                .as("which chats to watch, and the list")
                .hasSize(2);
        catchUp(reader);
        assertThat(DATABASE.during(() -> messenger.chats().browsing().list(reader, new ChatListQuery(200, null))))
                .as("is there any news")
                .hasSize(1);
    }

    @Test
    void aChatListToWhichSomethingHappenedIsTwoStatements() {
        UserId reader = user();
        UserId writer = user();
        group(reader, writer);
        ChatId chat = group(reader, writer);
        catchUp(reader);
        post(chat, writer, null, null);

        assertThat(DATABASE.during(() -> {
                    var page = messenger.chats().browsing().list(reader, new ChatListQuery(200, null));
                    assertThat(page.getFirst().id()).isEqualTo(chat);
                    assertThat(page.getFirst().unreadCount()).isOne();
                }))
                .as("what is the news, and the chat in which it happened")
                .hasSize(2)
                .last()
                .asString()
                .contains("c.id = any(");
    }

    /** The first read of the feed numbers the pending events. */
    private void catchUp(UserId reader) {
        messenger.chats().browsing().list(reader, new ChatListQuery(200, null));
        messenger.chats().browsing().list(reader, new ChatListQuery(200, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    @Tag("H4")
    void withPeopleOnlineTheChatListIsOneStatementMore(int chats) {
        UserId reader = user();
        for (int i = 0; i < chats; i++) {
            UserId other = user();
            presence.touch(other);
            send(privateChat(reader, other), other, "I am here");
            send(group(reader, other), other, "And here");
        }

        assertThat(DATABASE.during(() -> {
                    var page = messenger.chats().browsing().list(reader, new ChatListQuery(200, null));
                    assertThat(page).hasSize(Math.min(200, 2 * chats)).allMatch(view -> view.onlineCount() == 1);
                }))
                .as("which chats to watch, the list, and how the reader stands to those who are there")
                .hasSize(3);
    }

    @Test
    @Tag("H11")
    void deletingAChatCostsTheSameHoweverLargeItIs() {
        assertThat(statementsOfDeleting(150, 100)).isEqualTo(statementsOfDeleting(1, 0));
    }

    private List<String> statementsOfDeleting(int members, int messages) {
        UserId owner = user();
        UserId[] others = new UserId[members];
        for (int i = 0; i < members; i++) {
            others[i] = user();
        }
        ChatId chat = group(owner, others);
        for (int i = 0; i < messages; i++) {
            send(chat, owner, "Message " + i);
        }
        return DATABASE.during(() -> messenger.chats().deletion().delete(owner, chat, true));
    }

    @Test
    @Tag("A8")
    void askingForAMailCostsTheSameWhetherOrNotThereIsAnAccount() {
        String known = emailOf(user());
        String unknown = Unique.name("nobody") + "@example.com";

        assertThat(DATABASE.during(() -> messenger.account().passwords().requestReset(known)))
                .isNotEmpty()
                .isEqualTo(DATABASE.during(() -> messenger.account().passwords().requestReset(unknown)));
        assertThat(DATABASE.during(() -> messenger.account().registration().requestVerification(known)))
                .isNotEmpty()
                .isEqualTo(
                        DATABASE.during(() -> messenger.account().registration().requestVerification(unknown)));
    }

    private static String emailOf(UserId user) {
        return STORE.account().accounts().find(user).orElseThrow().email().value();
    }

    @Test
    void oneChatIsOneStatement() {
        UserId reader = user();
        ChatId chat = group(reader, user());

        assertThat(DATABASE.during(() -> messenger.chats().browsing().find(reader, chat)))
                .hasSize(1);
    }

    @Test
    void readingOnIsOneTransactionOfFiveStatements() {
        UserId reader = user();
        UserId sender = user();
        ChatId chat = privateChat(reader, sender);
        MessageId message = send(chat, sender, "Read me");

        assertThat(DATABASE.during(() ->
                        messenger.messages().readStates().update(reader, chat, message, ReadStates.Progress.READ)))
                .as("find, lock, save, an event for others and one for oneself")
                .hasSize(6)
                .endsWith(RecordingDataSource.COMMIT);
        assertThat(DATABASE.during(() ->
                        messenger.messages().readStates().update(reader, chat, message, ReadStates.Progress.READ)))
                .as("nothing new: find, lock")
                .hasSize(3);
    }

    @ParameterizedTest
    @Tag("E5")
    @ValueSource(ints = {1, 200})
    void whatOneCanDoIsOneStatement(int messages) {
        UserId user = user();
        UserId other = user();
        List<MessageId> page = new ArrayList<>();
        List<ChatId> chats = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            ChatId chat = i % 2 == 0 ? group(other, user) : privateChat(user, user());
            chats.add(chat);
            page.add(send(chat, i % 3 == 0 ? user : other, "Message " + i));
        }

        assertThat(DATABASE.during(
                        () -> assertThat(messenger.chats().abilities().with(user, page))
                                .hasSize(messages)))
                .hasSize(1);
        assertThat(DATABASE.during(
                        () -> assertThat(messenger.chats().abilities().in(user, chats))
                                .hasSize(messages)))
                .hasSize(1);
        assertThat(DATABASE.during(() -> messenger.chats().abilities().canRemove(other, user, chats.getFirst())))
                .hasSize(2);
    }

    @Test
    void theFeedCostsOneRoundTripWhetherOrNotThereIsSomethingToNumber() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId sent = send(chat, user, "Something to number");

        assertThat(DATABASE.roundTripsDuring(this::readFeed)).isOne();
        assertThat(store().outbox().changes(0, 10_000).events())
                .as("it is numbered")
                .filteredOn(event -> event.id() == sent.value())
                .allMatch(event -> event.cursor() > 0)
                .hasSize(1);
        assertThat(DATABASE.during(this::readFeed))
                .as("numbers for what there is, and what is read")
                .hasSize(2);
        assertThat(DATABASE.roundTripsDuring(this::readFeed)).isOne();
    }

    private void readFeed() {
        store().outbox().read(Long.MAX_VALUE - 1, 100);
    }

    private void attach(MessageId message, UserId owner) {
        Upload upload = new Upload(ObjectKey.upload(Unique.name("key"), MediaType.PNG), owner, MediaType.PNG, 1, NOW);
        store().media().attachments().addUpload(upload);
        store().media().attachments().attach(upload, message, null, 10, NOW);
    }

    private void post(ChatId chat, UserId sender, String clientId, MessageId replyTo) {
        messenger
                .messages()
                .sending()
                .send(
                        sender,
                        new SendMessages.Command(
                                chat,
                                MessageType.TEXT,
                                new MessageText("Hello"),
                                clientId == null ? null : new ClientMessageId(clientId),
                                replyTo));
    }

    private static RecordingDataSource recording() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(TestDatabases.fresh());
        return new RecordingDataSource(source);
    }

    private Messenger messenger() {
        Settings unlimited = Settings.defaults().with(new Settings.Limits(0, 0, 0, 0, 0, Duration.ZERO));
        Ports ports = new Ports(
                STORE, others.storage(), others.limiter(), others.security(), others.mailer(), others.presence());
        return Messenger.over(ports, unlimited, () -> NOW);
    }
}
