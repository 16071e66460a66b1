package dev.messenger.app.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EditAndDeleteIT {

    private final TestServer server = TestServer.shared();
    private final Person anna = server.person();
    private final Person boris = server.person();
    private final Person stranger = server.person();

    @Test
    @Tag("M7")
    void theSenderAloneEdits() {
        long chat = Talk.group(anna, boris);
        long message = anna.send(chat, "Helo");
        JsonNode before = Talk.history(boris, chat).getFirst();

        JsonNode after = Talk.edit(anna, message, "Hello").expect(200).json();

        assertThat(after.get("text").asString()).isEqualTo("Hello");
        assertThat(after.get("updated_at").asString())
                .isGreaterThan(before.get("updated_at").asString());
        assertThat(after.get("created_at")).isEqualTo(before.get("created_at"));
        assertThat(Talk.history(boris, chat).getFirst().get("text").asString()).isEqualTo("Hello");
        assertThat(Talk.edit(boris, message, "Mine").expect(403).code()).isEqualTo("not_the_sender");
        assertThat(Talk.edit(stranger, message, "Mine").expect(404).code()).isEqualTo("message_not_found");
        assertThat(anna.api()
                        .put("/api/v1/messages/" + message, Map.of())
                        .expect(422)
                        .code())
                .isEqualTo("invalid_value");
        Talk.edit(anna, message, " ").expect(422);
        Talk.edit(anna, message, "x".repeat(4097)).expect(422);
    }

    @Test
    @Tag("M7")
    void aChangeOfNothingChangesNothing() {
        long chat = Talk.group(anna, boris);
        long message = anna.send(chat, "Hello");
        JsonNode before = Talk.history(anna, chat).getFirst();

        assertThat(Talk.edit(anna, message, "Hello").expect(200).json()).isEqualTo(before);
        assertThat(Talk.history(anna, chat).getFirst()).isEqualTo(before);
    }

    @Test
    @Tag("M7")
    void aForwardOfEitherKindIsNotEdited() {
        long chat = Talk.group(anna, boris);
        long message = anna.send(chat, "Hello");
        for (boolean withAuthor : new boolean[] {true, false}) {
            long forward = Talk.forward(anna, message, chat, withAuthor)
                    .expect(201)
                    .json()
                    .get("id")
                    .asLong();
            assertThat(Talk.edit(anna, forward, "Changed").expect(422).code()).isEqualTo("forward_not_editable");
        }
    }

    @Test
    @Tag("M2")
    @Tag("M7")
    void aReplayFindsTheEditedMessageAndComparesWithWhatWasSent() {
        long chat = Talk.group(anna, boris);
        Map<String, Object> sent = Map.of("chat_id", chat, "type", "text", "text", "one", "client_message_id", "c");
        long message = anna.api()
                .post("/api/v1/messages", sent)
                .expect(201)
                .json()
                .get("id")
                .asLong();
        Talk.edit(anna, message, "two").expect(200);
        Talk.edit(anna, message, "three").expect(200);

        JsonNode replay = anna.api().post("/api/v1/messages", sent).expect(201).json();

        assertThat(replay.get("id").asLong()).isEqualTo(message);
        assertThat(replay.get("text").asString()).isEqualTo("three");
        assertThat(anna.api()
                        .post(
                                "/api/v1/messages",
                                Map.of("chat_id", chat, "type", "text", "text", "three", "client_message_id", "c"))
                        .expect(409)
                        .code())
                .isEqualTo("client_message_id_reused");
        Talk.delete(anna, message, true).expect(204);
        anna.api().post("/api/v1/messages", sent).expect(409);
    }

    @Test
    @Tag("M8")
    void deletedForMeIsGoneForMeAlone() {
        long chat = Talk.group(anna, boris);
        long first = anna.send(chat, "first apricot");
        long second = anna.send(chat, "second apricot");

        Talk.delete(boris, second, false).expect(204);

        assertThat(Talk.ids(Talk.history(boris, chat))).containsExactly(first);
        assertThat(Talk.ids(Talk.history(anna, chat))).containsExactly(second, first);
        assertThat(Talk.search(boris, "apricot", "")).containsExactly(first);
        assertThat(Talk.search(anna, "apricot", "")).containsExactly(second, first);
        Talk.delete(boris, second, false).expect(404);
        Talk.react(boris, second, "👍").expect(404);
        Talk.delete(stranger, first, false).expect(404);
    }

    @Test
    @Tag("M8")
    void deletedForAllIsGoneForEveryone() {
        long chat = Talk.group(anna, boris);
        long root = anna.send(chat, "root quince");
        long reply = Talk.reply(boris, chat, "reply quince", root);
        Talk.react(boris, root, "👍").expect(200);

        assertThat(Talk.delete(boris, root, true).expect(403).code()).isEqualTo("not_permitted");
        Talk.delete(stranger, root, true).expect(404);
        Talk.delete(anna, root, true).expect(204);

        for (Person member : new Person[] {anna, boris}) {
            assertThat(Talk.ids(Talk.history(member, chat))).containsExactly(reply);
            assertThat(Talk.search(member, "quince", "")).containsExactly(reply);
            member.api().get("/api/v1/messages/" + root + "/thread").expect(404);
            member.api().get("/api/v1/messages/" + root + "/reactions").expect(404);
        }
        assertThat(Talk.history(anna, chat)
                        .getFirst()
                        .get("reply_to_message_id")
                        .asLong())
                .isEqualTo(root);
        Talk.delete(anna, root, true).expect(404);
        Talk.edit(anna, root, "back").expect(404);
        anna.api()
                .post(
                        "/api/v1/messages",
                        Map.of("chat_id", chat, "type", "text", "text", "x", "reply_to_message_id", root))
                .expect(404);
    }

    @Test
    @Tag("M8")
    void staffDeletesAnyonesMessageInAGroupAndNobodyInAPrivateChat() {
        long group = Talk.group(anna, boris);
        long inGroup = boris.send(group, "rude");
        long inPrivate = boris.send(boris.privateChatWith(anna), "private");

        Talk.delete(anna, inGroup, true).expect(204);
        assertThat(Talk.delete(anna, inPrivate, true).expect(403).code()).isEqualTo("not_permitted");
        assertThat(Talk.history(boris, group)).isEmpty();
    }

    @Test
    @Tag("M8")
    @Tag("H4")
    void deletingCorrectsTheUnreadCount() {
        long chat = Talk.group(anna, boris);
        long first = anna.send(chat, "one");
        anna.send(chat, "two");
        assertThat(unread(boris, chat)).isEqualTo(2);

        Talk.delete(anna, first, true).expect(204);

        assertThat(unread(boris, chat)).isEqualTo(1);
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
