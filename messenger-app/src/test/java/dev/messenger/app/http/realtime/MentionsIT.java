package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a message mentions, as their client learns it. */
class MentionsIT {

    private static final TestServer SERVER = TestServer.shared();
    private static final URI SERVER_URI = Stream.uri(SERVER.api());

    @ParameterizedTest
    @Tag("M6")
    @Tag("R9")
    @ValueSource(strings = {"@", "\uFF20"})
    void a_mention_with_either_sign_is_told_with_the_message(String sign) {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        long chat = ann.privateChatWith(bob);
        try (Stream his = Stream.of(SERVER_URI, bob)) {
            ann.send(chat, "Hello " + sign + bob.username());
            assertThat(his.await("message_created").get("mentioned").asBoolean())
                    .isTrue();
        }
    }

    @Test
    @Tag("M17")
    void a_mention_stays_with_its_person_through_renames_and_edits() {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        Person cid = SERVER.person();
        long chat = ann.api()
                .post(
                        "/api/v1/chats",
                        Map.of("type", "group", "title", "Friends", "member_ids", new long[] {bob.id(), cid.id()}))
                .expect(200)
                .json()
                .get("id")
                .asLong();
        String name = bob.username();
        long message = ann.send(chat, "Hello @" + name);
        assertThat(mentions(bob, chat)).isEqualTo(1);
        rename(bob, name + "x");
        rename(cid, name);

        try (Stream his = Stream.of(SERVER_URI, bob);
                Stream other = Stream.of(SERVER_URI, cid)) {
            ann.api()
                    .put("/api/v1/messages/" + message, Map.of("text", "Hello again @" + name))
                    .expect(200);
            his.await("message_updated");
            other.await("message_updated");
            long later = ann.send(chat, "Later");
            other.await("message_created", data -> data.get("id").asLong() == later);
            assertThat(other.events("chat_updated"))
                    .as("no count of mentions changed")
                    .isEmpty();
        }
        assertThat(mentions(bob, chat)).as("who bore the name").isEqualTo(1);
        assertThat(mentions(cid, chat)).as("who bears it now").isZero();
        await().until(() -> types(bob).contains("mention"));
        assertThat(types(cid)).doesNotContain("mention");
    }

    private static void rename(Person person, String username) {
        person.api().put("/api/v1/users/profile", Map.of("username", username)).expect(200);
    }

    private static int mentions(Person person, long chat) {
        return person.api()
                .get("/api/v1/chats/" + chat)
                .expect(200)
                .json()
                .get("unread_mentions_count")
                .asInt();
    }

    private static List<String> types(Person person) {
        return person.api().get("/api/v1/notifications").expect(200).json().values().stream()
                .map(told -> told.get("event_type").asString())
                .toList();
    }
}
