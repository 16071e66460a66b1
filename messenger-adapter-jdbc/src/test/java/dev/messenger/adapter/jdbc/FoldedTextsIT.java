package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.Ports;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.chat.port.NewChat;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.search.SearchTerms;
import dev.messenger.testing.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The texts of an earlier version are found after the migration like new ones. */
@Tag("U10")
class FoldedTextsIT implements StoreContract {

    private static final JdbcStore STORE = JdbcStore.open(TestDatabases.fresh());

    @Override
    public Ports.Store store() {
        return STORE.ports();
    }

    @Test
    void textsOfAnEarlierVersionAreFolded() {
        UserId user = user();
        ChatId chat = inTransaction(() -> store().chat()
                .chats()
                .add(new NewChat(
                        ChatType.GROUP,
                        new PublicId(Unique.publicId()),
                        new Title("Öffentlich"),
                        new Handle(Unique.name("h")),
                        null,
                        true,
                        user,
                        Set.of(),
                        NOW)));
        MessageId message = send(chat, user, "Große ΟΔΟΣ");
        MessageId deleted = send(chat, user, "Große Lücke");
        store().transactions().run(() -> {
            store().message().changes().lockChats(Set.of(chat), user);
            store().message().changes().lockMessage(deleted, user);
            store().message().changes().delete(chat, deleted, NOW);
        });
        forget();
        assertThat(store().message().search().find(user, terms("grosse"), null, null, 10))
                .isEmpty();

        STORE.transactions().with(handle -> {
            fold(handle.getConnection());
            return null;
        });

        assertThat(store().message().search().find(user, terms("große οδος"), null, null, 10))
                .extracting(found -> found.message().id())
                .containsExactly(message);
        assertThat(store().chat().list().page(user, new ChatListQuery(10, null, "offent", false)))
                .hasSize(1);
        assertThat(store().chat().list().discover(user(), terms("ÖFFENTLICH"), 10))
                .hasSize(1);
        String name = nameOf(user);
        assertThat(store().people().profiles().search(user(), terms(name), null, 10))
                .as(name)
                .extracting(found -> found.profile().id())
                .containsExactly(user);
    }

    private static void forget() {
        int unused = STORE.transactions().with(handle -> {
            handle.execute("update messages set search_text = null, search_accents = null");
            handle.execute("update chats set search_title = null, search_accents = null, search_pairs = '{}'");
            return handle.execute("update users set name = name || ' É', search_name = '', search_pairs = '{}'");
        });
    }

    private String nameOf(UserId user) {
        return store().people()
                        .profiles()
                        .find(user, user)
                        .orElseThrow()
                        .profile()
                        .face()
                        .username()
                        .value() + " é";
    }

    private static void fold(Connection connection) {
        try {
            new FoldedTexts().migrate(new Context() {
                @Override
                public Configuration getConfiguration() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Connection getConnection() {
                    return connection;
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SearchTerms terms(String query) {
        return SearchTerms.of(query).orElseThrow();
    }
}
