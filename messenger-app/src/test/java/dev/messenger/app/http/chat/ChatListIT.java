package dev.messenger.app.http.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The chat list and the discovery of public chats (rules H5 to H7). */
class ChatListIT {

    private final TestServer server = TestServer.shared();
    private final Person anna = server.person();
    private final Person boris = server.person();

    @Test
    @Tag("H5")
    void theListIsPinnedFirstThenByActivity() {
        Chat oldest = Chat.group(anna, boris);
        Chat middle = Chat.group(anna, boris);
        Chat newest = Chat.group(anna, boris);
        anna.api().post(oldest.path("/pin-chat")).expect(200);
        boris.send(middle.id(), "Up");

        assertThat(Chat.listed(anna, "")).containsExactly(oldest.id(), middle.id(), newest.id());
        assertThat(Chat.listed(anna, "?limit=1&before_id=" + oldest.id())).containsExactly(middle.id());
        assertThat(Chat.listed(anna, "?before_id=" + middle.id())).containsExactly(newest.id());
        assertThat(Chat.listed(boris, ""))
                .as("a pin is one's own")
                .containsExactly(middle.id(), newest.id(), oldest.id());
        anna.api().post(middle.path("/archive")).expect(200);
        assertThat(Chat.listed(anna, "")).containsExactly(oldest.id(), newest.id());
        assertThat(Chat.listed(anna, "?archived=true")).containsExactly(middle.id());
        assertThat(anna.api()
                        .post(middle.path("/unarchive"))
                        .expect(200)
                        .json()
                        .get("archived")
                        .asBoolean())
                .isFalse();
        anna.api().post(oldest.path("/unpin-chat")).expect(200);
        assertThat(Chat.listed(anna, "")).containsExactly(middle.id(), newest.id(), oldest.id());
    }

    @Test
    @Tag("H5")
    void theListIsSearchedByWhatChatsAreCalled() {
        Chat pair = Chat.pair(anna, boris);
        Chat roses = Chat.make(anna, Map.of("type", "group", "title", "Розы и %ы"));
        Chat channel = Chat.open("channel", anna);
        String handle = channel.seenBy(anna).get("handle").asString();

        assertThat(Chat.listed(anna, "?query=" + encoded("РОЗ"))).containsExactly(roses.id());
        assertThat(Chat.listed(anna, "?query=" + encoded("%")))
                .as("stands for itself")
                .containsExactly(roses.id());
        assertThat(Chat.listed(anna, "?query=" + handle.substring(3, 12))).containsExactly(channel.id());
        assertThat(Chat.listed(anna, "?query=" + encoded("@" + boris.username())))
                .containsExactly(pair.id());
        assertThat(Chat.listed(anna, "?query=" + encoded("name of " + boris.username())))
                .containsExactly(pair.id());
        assertThat(Chat.listed(anna, "?query=channel")).containsExactly(channel.id());
        assertThat(Chat.listed(anna, "?query=private")).containsExactly(pair.id());
        assertThat(Chat.listed(anna, "?query=nothing+like+it")).isEmpty();
    }

    @Test
    @Tag("H6")
    @Tag("H7")
    void publicChatsAreSeenByAllAndReadByMembers() {
        Chat open = Chat.open("group", anna);
        anna.send(open.id(), "For members");
        JsonNode seen = open.seenBy(boris);

        assertThat(seen.get("members")).isEmpty();
        assertThat(seen.get("my_role").isNull()).isTrue();
        assertThat(seen.get("last_message_text").isNull()).isTrue();
        assertThat(seen.get("unread_count").asInt()).isZero();
        assertThat(boris.api().get("/api/v1/messages/" + open.id()).expect(403).code())
                .isEqualTo("not_a_member");
        JsonNode found = discovered(boris, "?query=" + seen.get("handle").asString());
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("is_member").asBoolean()).isFalse();
        open.join(boris).expect(200);
        assertThat(discovered(boris, "?query=@" + seen.get("handle").asString().substring(2, 15))
                        .get(0)
                        .get("is_member")
                        .asBoolean())
                .isTrue();
    }

    @Test
    @Tag("H7")
    void discoveryShowsTheLargestFirst() {
        String word = "w" + Chat.handle();
        Chat small = Chat.make(anna, open(word + " small"));
        Chat large = Chat.make(anna, open(word + " large"));
        large.join(boris).expect(200);
        Chat.make(anna, Map.of("type", "group", "title", word + " closed"));
        JsonNode found = discovered(boris, "?query=" + word);

        assertThat(found.values()).extracting(chat -> chat.get("id").asLong()).containsExactly(large.id(), small.id());
        assertThat(discovered(boris, "?limit=1&query=" + word)).hasSize(1);
        assertThat(discovered(boris, "")).isNotEmpty();
        boris.api().get("/api/v1/chats/discover?limit=0").expect(422);
    }

    private static Map<String, Object> open(String title) {
        return Map.of("type", "group", "title", title, "is_public", true, "handle", Chat.handle());
    }

    private static JsonNode discovered(Person person, String query) {
        return person.api().get("/api/v1/chats/discover" + query).expect(200).json();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
