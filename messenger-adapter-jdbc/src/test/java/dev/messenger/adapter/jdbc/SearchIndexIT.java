package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.Ports;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.search.SearchTerms;
import dev.messenger.testing.TestDatabases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds messages by the index, since they are older than the newest 10,000, which a search reads first. */
@Tag("M12")
class SearchIndexIT implements StoreContract {

    private static final int BEYOND_THE_NEWEST = 10_100;

    /** More chats than a search reads one by one. */
    private static final int MANY = 51;

    private static final JdbcStore STORE = JdbcStore.open(TestDatabases.fresh());

    /** Texts, each with a query that finds this text alone. */
    private static final Map<String, List<String>> TEXTS = Map.of(
            "The quick brown fox", List.of("quick", "QUICK", "row", "qu", "ck", "ox", "fox", "brown quick", "ow th"),
            "我们明天见面吧", List.of("明天", "我们", "面吧", "明天见", "见面 我们"),
            "Съешь ещё этих мягких булок", List.of("мягк", "съешь", "ОК", "щё"),
            "100% it's \\ & 'so' | !(x):*", List.of("100%", "0%", "it's", "'so'", "!(x):*", ":*", "\\ &"),
            "Ça alors, le cafe\u0301 d’ΟΔΟΣ", List.of("cafe", "CAFÉ", "Ça", "d'οδος", "\"ca alors\"", "le ça café"),
            "bell\u0001\u0001\u0001rings\u0001x", List.of("bell\u0001ring", "rings x"),
            "Party 🎉🎉", List.of("🎉🎉", "y 🎉"),
            "no", List.of("no"));

    @Override
    public Ports.Store store() {
        return STORE.ports();
    }

    @ParameterizedTest(name = "of one who is in {0} chats")
    @ValueSource(ints = {1, 2, MANY})
    void findsWhatItFindsAmongTheNewest(int chats) {
        UserId user = user();
        List<ChatId> mine = groups(user, chats);
        Map<String, MessageId> sent = new LinkedHashMap<>();
        TEXTS.keySet().forEach(text -> sent.put(text, send(mine.getFirst(), user, text)));
        UserId stranger = user();
        ChatId theirs = group(stranger);
        TEXTS.keySet().forEach(text -> send(theirs, stranger, text));
        mine.forEach(chat -> pile(chat, user, 1 + BEYOND_THE_NEWEST / chats));

        TEXTS.forEach((text, queries) ->
                queries.forEach(query -> assertThat(find(user, query)).as(query).containsExactly(sent.get(text))));
        assertThat(find(user, "quicker")).isEmpty();
        assertThat(find(user, "zz")).isEmpty();
        assertThat(find(user, "C" + mine.getFirst().value()))
                .as("how the index keeps a chat")
                .isEmpty();
    }

    @Test
    void longAndShortChatsAreOnePage() {
        UserId user = user();
        ChatId longOne = group(user);
        ChatId shortOne = group(user);
        List<MessageId> newestFirst = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            newestFirst.addFirst(send(i % 2 == 0 ? longOne : shortOne, user, "needle " + i));
        }
        pile(longOne, user, BEYOND_THE_NEWEST);

        assertThat(find(user, "needle")).isEqualTo(newestFirst);
        assertThat(find(user, "ee")).isEqualTo(newestFirst);
    }

    @Test
    void settlingLeavesNothingThatWaitsAndFindsTheSame() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId sent = send(chat, user, "needle");
        pile(chat, user, BEYOND_THE_NEWEST);

        store().message().search().settle();

        long waiting = STORE.transactions()
                .with(handle -> handle.createQuery("select gin_clean_pending_list('messages_search')")
                        .mapTo(Long.class)
                        .one());
        assertThat(waiting).isZero();
        assertThat(find(user, "needle")).containsExactly(sent);
    }

    private List<ChatId> groups(UserId user, int number) {
        List<ChatId> groups = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            groups.add(group(user));
        }
        return groups;
    }

    private List<MessageId> find(UserId viewer, String query) {
        SearchTerms terms = SearchTerms.of(query).orElseThrow();
        return store().message().search().find(viewer, terms, null, null, 10).stream()
                .map(seen -> seen.message().id())
                .toList();
    }

    /** Newer messages with another text. */
    private static void pile(ChatId chat, UserId sender, int messages) {
        STORE.transactions()
                .with(handle -> handle.createUpdate("""
                        insert into messages (chat_id, number, sender_number, sender_id, type, text, created_at, updated_at)
                        select :chat, 1000 + number, 1000 + number, :sender, 'text', 'hay', now(), now()
                        from generate_series(1, :messages) number
                        """)
                        .bind("chat", chat.value())
                        .bind("sender", sender.value())
                        .bind("messages", messages)
                        .execute());
    }
}
