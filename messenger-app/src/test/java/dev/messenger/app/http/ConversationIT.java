package dev.messenger.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two people meet, write, share a picture and read: one pass through every module. */
class ConversationIT {

    private final TestServer server = TestServer.shared();
    private final Person anna = server.person();
    private final Person boris = server.person();

    @Test
    @Tag("A2")
    @Tag("A3")
    void whoVerifiedTheirMailboxIsSignedIn() {
        JsonNode me = anna.api().get("/api/v1/auth/me").expect(200).json();

        assertThat(me.get("email").asString()).isEqualTo(anna.email());
        assertThat(me.get("email_verified").asBoolean()).isTrue();
        assertThat(me.get("twofa_enabled").asBoolean()).isFalse();
    }

    @Test
    @Tag("H1")
    void aPrivateChatIsListedForBothAndNeverMadeTwice() {
        long chat = anna.privateChatWith(boris);

        assertThat(boris.privateChatWith(anna)).isEqualTo(chat);
        assertThat(chats(anna)).extracting(listed -> listed.get("id").asLong()).containsExactly(chat);
        assertThat(chats(boris))
                .extracting(listed -> listed.get("display_title").asString())
                .containsExactly("Name of " + anna.username());
    }

    @Test
    @Tag("M2")
    @Tag("C8")
    void aMessageSentTwiceUnderOneClientIdIsThereOnce() {
        long chat = anna.privateChatWith(boris);
        Map<String, Object> hello =
                Map.of("chat_id", chat, "type", "text", "text", "Hello", "client_message_id", "hello-1");

        JsonNode first = anna.api().post("/api/v1/messages", hello).expect(201).json();
        JsonNode again = anna.api().post("/api/v1/messages", hello).expect(201).json();

        assertThat(again).isEqualTo(first);
        assertThat(history(boris, chat)).hasSize(1);
    }

    @Test
    @Tag("H4")
    @Tag("M4")
    @Tag("M5")
    void readingMovesThePositionAndTheCounts() {
        long chat = anna.privateChatWith(boris);
        long first = anna.send(chat, "one");
        long second = anna.send(chat, "two");
        assertThat(unread(boris, chat)).isEqualTo(2);
        assertThat(unread(anna, chat)).isZero();
        assertThat(status(anna, chat)).containsExactly("sent", "sent");

        JsonNode positions = boris.api()
                .post("/api/v1/messages/status", Map.of("chat_id", chat, "message_id", first, "status", "message_read"))
                .expect(200)
                .json();
        boris.api()
                .post(
                        "/api/v1/messages/status",
                        Map.of("chat_id", chat, "message_id", second, "status", "message_delivered"))
                .expect(200);

        assertThat(positions.get("last_read_message_id").asLong()).isEqualTo(first);
        assertThat(positions.get("last_delivered_message_id").asLong()).isEqualTo(first);
        assertThat(unread(boris, chat)).isEqualTo(1);
        assertThat(status(anna, chat)).containsExactly("delivered", "read");
    }

    @Test
    @Tag("D1")
    @Tag("D2")
    @Tag("D4")
    @Tag("M14")
    void aPictureGoesToTheStoreAndTheOtherSeesItsBytes() {
        long chat = anna.privateChatWith(boris);
        long message = anna.send(chat, "look");
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
        JsonNode link = anna.api()
                .post(
                        "/api/v1/media/upload-url",
                        Map.of("file_name", "dot.png", "file_type", "image/png", "file_size", picture.length))
                .expect(200)
                .json();
        HttpRequest.Builder put = HttpRequest.newBuilder(
                        URI.create(link.get("upload_url").asString()))
                .PUT(BodyPublishers.ofByteArray(picture));
        link.get("required_headers").properties().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("Content-Length")) // the client is free to do so
                .forEach(header -> put.header(header.getKey(), header.getValue().asString()));
        Api.send(put).expect(200);

        anna.api()
                .post(
                        "/api/v1/media/attachments",
                        Map.of(
                                "message_id",
                                message,
                                "file_url",
                                link.get("file_url").asString(),
                                "file_type",
                                "image/png",
                                "file_size",
                                picture.length))
                .expect(200);

        JsonNode attachment = history(boris, chat).get(0).get("attachments").get(0);
        Api.Response file = Api.send(
                HttpRequest.newBuilder(URI.create(attachment.get("file_url").asString())));
        assertThat(file.expect(200).headers().firstValue("Content-Type")).contains("image/png");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("attachment"));
        assertThat(file.headers().firstValueAsLong("Content-Length")).hasValue(picture.length);
    }

    @Test
    @Tag("H2")
    @Tag("M1")
    void aGroupIsSharedByItsMembersAndHiddenFromOthers() {
        long group = anna.api()
                .post("/api/v1/chats", Map.of("type", "group", "title", " Friends ", "member_ids", List.of(boris.id())))
                .expect(200)
                .json()
                .get("id")
                .asLong();
        boris.send(group, "Hi all");

        assertThat(chats(anna).get(0).get("title").asString()).isEqualTo("Friends");
        assertThat(unread(anna, group)).isEqualTo(1);
        Person stranger = server.person();
        assertThat(stranger.api().get("/api/v1/messages/" + group).expect(404).code())
                .isEqualTo("chat_not_found");
        assertThat(stranger.api()
                        .post("/api/v1/messages", Map.of("chat_id", group, "type", "text", "text", "let me in"))
                        .expect(404)
                        .code())
                .isEqualTo("chat_not_found");
    }

    private static List<JsonNode> chats(Person person) {
        return person.api().get("/api/v1/chats").expect(200).json().values().stream()
                .toList();
    }

    private static List<JsonNode> history(Person person, long chat) {
        return person.api().get("/api/v1/messages/" + chat).expect(200).json().values().stream()
                .toList();
    }

    private static List<String> status(Person person, long chat) {
        return history(person, chat).stream()
                .map(message -> message.get("delivery_status").asString())
                .toList();
    }

    private static int unread(Person person, long chat) {
        return person.api()
                .get("/api/v1/chats/" + chat)
                .expect(200)
                .json()
                .get("unread_count")
                .asInt();
    }
}
