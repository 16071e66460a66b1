package dev.messenger.app.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("N2")
class GlobalSearchIT {

    private final TestServer server = TestServer.shared();
    private final String word =
            "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    private final Person anna = server.person(word);
    private final Person boris = server.person();

    @Test
    void findsPeopleChatsAndMessagesThatTheCallerCanSee() {
        long own = chat(anna, "Own " + word, null);
        long open = chat(anna, "Open " + word, "h" + word);
        long message = anna.send(own, "about " + word);

        JsonNode ofBoris = found(boris, word, "");
        assertThat(ids(ofBoris, "users")).containsExactly(anna.id());
        assertThat(ids(ofBoris, "chats")).containsExactly(open);
        assertThat(ids(ofBoris, "messages")).isEmpty();
        JsonNode ofAnna = found(anna, word.toUpperCase(java.util.Locale.ROOT), "");
        assertThat(ids(ofAnna, "users")).as("not oneself").isEmpty();
        assertThat(ids(ofAnna, "chats")).containsExactlyInAnyOrder(own, open);
        assertThat(ids(ofAnna, "messages")).containsExactly(message);
    }

    @Test
    void eachKindHasItsLimit() {
        chat(anna, "One " + word, null);
        chat(anna, "Two " + word, null);

        JsonNode found = found(anna, word, "&users_limit=0&chats_limit=1&messages_limit=0");
        assertThat(ids(found, "chats")).hasSize(1);
        assertThat(ids(found, "messages")).isEmpty();
        boris.api().get("/api/v1/search?query=" + word + "&users_limit=51").expect(422);
        boris.api().get("/api/v1/search?query=" + word + "&chats_limit=-1").expect(422);
    }

    @Test
    void aShortQueryFindsNothing() {
        for (String query : List.of("", "a", "%20a%20")) {
            assertThat(found(anna, query, "").toString()).isEqualTo("{\"users\":[],\"chats\":[],\"messages\":[]}");
        }
    }

    @Test
    @Tag("U10")
    @Tag("H18")
    void allSearchesCompareTextsAlike() {
        long izmir = chat(anna, "İzmir Café " + word, null);
        long odos = chat(anna, "ΟΔΟΣ " + word, "h" + word);
        long straight = anna.send(izmir, "Große STRAẞE " + word);
        long plain = anna.send(izmir, "cafe " + word);
        long accented = anna.send(izmir, "cafe\u0301 " + word);

        assertThat(ids(found(anna, encoded(word + " IZMIR cafe\u0301"), ""), "chats"))
                .containsExactly(izmir);
        assertThat(ids(found(boris, encoded("οδος " + word), ""), "chats")).containsExactly(odos);
        assertThat(listed("/api/v1/chats?query=" + encoded("İZMİR " + word))).containsExactly(izmir);
        assertThat(listed("/api/v1/chats/discover?query=" + encoded("οδος " + word)))
                .containsExactly(odos);
        assertThat(Talk.search(anna, word + " strasse GROSSE", "")).containsExactly(straight);
        assertThat(Talk.search(anna, "café " + word, "")).containsExactly(accented);
        assertThat(Talk.search(anna, "ＣＡＦＥ " + word, "")).containsExactly(accented, plain);
        assertThat(Talk.search(anna, "\"cafe " + word + "\"", "")).containsExactly(accented, plain);
        assertThat(Talk.search(anna, "\"" + word + " cafe\"", "")).isEmpty();
    }

    @Test
    @Tag("M21")
    void aQueryIsTakenWholeOrRefused() {
        String tooMany = encoded("aa ".repeat(33));
        String tooLong = encoded("é".repeat(257));
        for (String path : List.of(
                "/api/v1/search?query=",
                "/api/v1/messages/search?query=",
                "/api/v1/users/search?query=",
                "/api/v1/chats?query=",
                "/api/v1/chats/discover?query=")) {
            assertThat(detail(path + tooMany)).isEqualTo("query: must have at most 32 words, has 33");
            assertThat(detail(path + tooLong)).isEqualTo("query: must have at most 256 characters, has 257");
        }
    }

    private String detail(String path) {
        return anna.api().get(path).expect(422).json().get("detail").asString();
    }

    private List<Long> listed(String path) {
        return Talk.ids(
                anna.api().get(path).expect(200).json().values().stream().toList());
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private static long chat(Person owner, String title, @org.jspecify.annotations.Nullable String handle) {
        Map<String, Object> chat = handle == null
                ? Map.of("type", "group", "title", title)
                : Map.of("type", "group", "title", title, "is_public", true, "handle", handle);
        return owner.api()
                .post("/api/v1/chats", chat)
                .expect(200)
                .json()
                .get("id")
                .asLong();
    }

    private static JsonNode found(Person caller, String query, String more) {
        return caller.api()
                .get("/api/v1/search?query=" + query + more)
                .expect(200)
                .json();
    }

    private static List<Long> ids(JsonNode found, String kind) {
        return Talk.ids(found.get(kind).values().stream().toList());
    }
}
