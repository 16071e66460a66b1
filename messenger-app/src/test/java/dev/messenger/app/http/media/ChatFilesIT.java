package dev.messenger.app.http.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.app.testing.Uploading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The files of a chat over HTTP. */
@Tag("C8")
class ChatFilesIT {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G'};

    private final TestServer server = TestServer.shared();
    private final Person anna = server.person();
    private final Person boris = server.person();

    @Test
    void areListedNewestFirstWithTheirMessages() {
        long chat = anna.privateChatWith(boris);
        long first = anna.send(chat, "first");
        long second = boris.send(chat, "second");
        long older = attach(anna, first);
        long newer = attach(boris, second);

        List<JsonNode> files = list(boris, chat, "");
        assertThat(files).extracting(file -> file.get("id").asLong()).containsExactly(newer, older);
        JsonNode file = files.get(1);
        assertThat(file.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "message_id",
                        "sender_id",
                        "message_type",
                        "message_created_at",
                        "file_url",
                        "file_type",
                        "file_size");
        assertThat(file.get("message_id").asLong()).isEqualTo(first);
        assertThat(file.get("sender_id").asLong()).isEqualTo(anna.id());
        assertThat(file.get("message_type").asString()).isEqualTo("text");
        assertThat(file.get("message_created_at").asString()).matches("\\d{4}-.*\\.\\d{6}Z");
        assertThat(file.get("file_type").asString()).isEqualTo("image/png");
        assertThat(file.get("file_size").asInt()).isEqualTo(PICTURE.length);
        Uploading.download(file.get("file_url").asString()).expect(200);
    }

    @Test
    void arePagedByTheLastIdGot() {
        long chat = anna.privateChatWith(boris);
        List<Long> attached = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            attached.add(attach(anna, anna.send(chat, "message " + i)));
        }

        List<JsonNode> page = list(anna, chat, "?limit=2");
        assertThat(page).extracting(file -> file.get("id").asLong()).containsExactly(attached.get(2), attached.get(1));
        long late = attach(anna, anna.send(chat, "meanwhile"));
        assertThat(list(anna, chat, "?limit=2&before_id=" + attached.get(1)))
                .extracting(file -> file.get("id").asLong())
                .containsExactly(attached.get(0));
        assertThat(list(anna, chat, "?limit=1"))
                .extracting(file -> file.get("id").asLong())
                .containsExactly(late);
        assertThat(list(anna, chat, "?before_id=1")).isEmpty();
        for (String wrong : List.of("limit=0", "limit=201", "limit=x", "before_id=0", "before_id=x")) {
            anna.api()
                    .get("/api/v1/media/chats/" + chat + "/attachments?" + wrong)
                    .expect(422);
        }
    }

    @Test
    @Tag("C11")
    void aChatMayBeNamedByItsPublicId() {
        long chat = anna.privateChatWith(boris);
        long file = attach(anna, anna.send(chat, "one"));
        String publicId = anna.api()
                .get("/api/v1/chats/" + chat)
                .expect(200)
                .json()
                .get("public_id")
                .asString();

        assertThat(anna.api()
                        .get("/api/v1/media/chats/" + publicId + "/attachments")
                        .expect(200)
                        .json()
                        .get(0)
                        .get("id")
                        .asLong())
                .isEqualTo(file);
    }

    @Test
    @Tag("D4")
    @Tag("C6")
    @Tag("H6")
    void areForMembersAlone() {
        long hidden = anna.privateChatWith(boris);
        Person stranger = server.person();
        assertThat(stranger.api()
                        .get("/api/v1/media/chats/" + hidden + "/attachments")
                        .expect(404)
                        .code())
                .isEqualTo("chat_not_found");

        String handle = "h" + stranger.username();
        long open = anna.api()
                .post("/api/v1/chats", Map.of("type", "group", "title", "Open", "is_public", true, "handle", handle))
                .expect(200)
                .json()
                .get("id")
                .asLong();
        assertThat(stranger.api()
                        .get("/api/v1/media/chats/" + open + "/attachments")
                        .expect(403)
                        .code())
                .isEqualTo("not_a_member");
        server.api().get("/api/v1/media/chats/" + open + "/attachments").expect(401);
    }

    private static long attach(Person owner, long message) {
        return Uploading.done(owner, "image/png", PICTURE)
                .attachTo(message)
                .expect(200)
                .json()
                .get("id")
                .asLong();
    }

    private static List<JsonNode> list(Person person, long chat, String query) {
        return person
                .api()
                .get("/api/v1/media/chats/" + chat + "/attachments" + query)
                .expect(200)
                .json()
                .values()
                .stream()
                .toList();
    }
}
