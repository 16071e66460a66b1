package dev.messenger.app.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("N1")
@Tag("N3")
class NotificationsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestServer server = TestServer.shared();
    private final Person anna = server.person();
    private final Person boris = server.person();
    private final Person carla = server.person();

    @Test
    void ofAMessageTheOthersAreToldOnce() {
        long chat = anna.privateChatWith(boris);
        long message = anna.send(chat, "Hello");

        JsonNode told = await(boris, 1).getFirst();

        assertThat(told.get("event_type").asString()).isEqualTo("message_created");
        assertThat(told.get("user_id").asLong()).isEqualTo(boris.id());
        JsonNode payload = JSON.readTree(told.get("payload").asString());
        assertThat(payload.get("chat_id").asLong()).isEqualTo(chat);
        assertThat(payload.get("message_id").asLong()).isEqualTo(message);
        assertThat(told.get("created_at").asString()).endsWith("Z");
        assertThat(list(anna)).isEmpty();
    }

    @Test
    @Tag("M6")
    void whoIsMentionedIsToldOfThatAloneAlsoWhenTheChatIsMuted() {
        long chat = Talk.group(anna, boris, carla);
        await(carla, 1);
        boris.api()
                .put("/api/v1/chats/" + chat + "/notifications", Map.of("muted", true))
                .expect(200);
        anna.send(chat, "not for you, @" + boris.username() + "x");
        anna.send(chat, "hey @" + boris.username().toUpperCase(java.util.Locale.ROOT) + "!");

        await(carla, 3);

        assertThat(types(boris)).containsExactly("mention", "member_added");
        assertThat(types(carla)).containsExactly("message_created", "message_created", "member_added");
        JsonNode entry = boris.api().get("/api/v1/chats/" + chat).expect(200).json();
        assertThat(entry.get("unread_mentions_count").asInt()).isEqualTo(1);
    }

    @Test
    @Tag("M6")
    @Tag("N5")
    void anEditTellsThoseNewlyMentionedAndTakesMentionsBack() {
        long chat = Talk.group(anna, boris, carla);
        long message = anna.send(chat, "hey @" + boris.username());
        await(carla, 2);

        Talk.edit(anna, message, "hey @" + carla.username()).expect(200);

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(types(carla))
                        .as("the mention takes the place of the message")
                        .containsExactly("mention", "member_added"));
        assertThat(types(boris))
                .as("the message takes the place of the mention")
                .containsExactly("message_created", "member_added");
        assertThat(mentions(boris, chat)).isZero();
        assertThat(mentions(carla, chat)).isEqualTo(1);
    }

    @Test
    void aReactionIsToldToTheSenderOnce() {
        long chat = Talk.group(anna, boris);
        long message = boris.send(chat, "Look");
        await(boris, 1);
        Talk.react(anna, message, "👍").expect(200);
        JsonNode told = await(boris, 2).getFirst();
        Talk.react(anna, message, "👍").expect(200);
        Talk.react(anna, message, "👍").expect(200);
        Talk.react(boris, message, "👍").expect(200);
        anna.send(chat, "done");
        await(boris, 3);

        assertThat(told.get("event_type").asString()).isEqualTo("reaction_added");
        assertThat(JSON.readTree(told.get("payload").asString())
                        .get("message_id")
                        .asLong())
                .isEqualTo(message);
        assertThat(types(boris)).containsExactly("message_created", "reaction_added", "member_added");
    }

    @Test
    @Tag("N5")
    void aReactionThatIsTakenBackIsNotToldAnyMore() {
        long chat = Talk.group(anna, boris);
        long message = boris.send(chat, "Look");
        Talk.react(anna, message, "👍").expect(200);
        Talk.react(anna, message, "🎉").expect(200);
        await(boris, 3);
        Talk.react(anna, message, "👍").expect(200);

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(types(boris)).containsExactly("reaction_added", "member_added"));
        assertThat(JSON.readTree(list(boris).getFirst().get("payload").asString())
                        .get("emoji")
                        .asString())
                .isEqualTo("🎉");
    }

    @Test
    @Tag("N5")
    @Tag("M8")
    @Tag("H12")
    void whatOneDeletesForOneselfOrClearsIsNotToldAnyMore() {
        long chat = Talk.group(anna, boris, carla);
        long own = boris.send(chat, "Mine");
        long plain = anna.send(chat, "Hello");
        long mention = anna.send(chat, "Hello @" + boris.username());
        anna.send(chat, "Hello again");
        Talk.react(anna, own, "👍").expect(200);
        await(boris, 5);
        await(carla, 5);
        for (long message : List.of(own, plain, mention)) {
            Talk.delete(boris, message, false).expect(204);
        }
        assertThat(types(boris)).as("at once").containsExactly("message_created", "member_added");

        anna.send(chat, "And again, @" + boris.username());
        await(boris, 3);
        boris.api().post("/api/v1/chats/" + chat + "/clear").expect(204);
        assertThat(types(boris)).containsExactly("member_added");
        await(carla, 6);
        assertThat(types(carla)).filteredOn("message_created"::equals).hasSize(5);
    }

    @Test
    void ofANewRoleIsToldWhoHasIt() {
        long chat = Talk.group(anna, boris, carla);
        await(carla, 1);
        for (String role : List.of("admin", "owner")) {
            anna.api()
                    .patch("/api/v1/chats/" + chat + "/members/" + boris.id() + "/role", Map.of("role", role))
                    .expect(200);
        }
        List<JsonNode> told = await(boris, 3);

        assertThat(types(boris)).containsExactly("role_changed", "role_changed", "member_added");
        JsonNode payload = JSON.readTree(told.getFirst().get("payload").asString());
        assertThat(payload.get("chat_id").asLong()).isEqualTo(chat);
        assertThat(payload.get("role").asString()).isEqualTo("owner");
        assertThat(payload.get("actor_id").asLong()).isEqualTo(anna.id());
        assertThat(JSON.readTree(told.get(1).get("payload").asString())
                        .get("role")
                        .asString())
                .isEqualTo("admin");
        boris.api().post("/api/v1/chats/" + chat + "/leave").expect(204);
        await(anna, 1);
        assertThat(types(anna)).as("the heir").containsExactly("role_changed");
        assertThat(types(carla)).as("nobody else").containsExactly("member_added");
    }

    @Test
    @Tag("U8")
    void nothingIsToldOfTheDoingsOfWhomOneBlocked() {
        long chat = Talk.group(anna, boris, carla);
        long message = boris.send(chat, "Mine");
        await(boris, 1);
        Talk.block(boris, anna);
        anna.send(chat, "Hello");
        long mention = anna.send(chat, "Hello");
        Talk.edit(anna, mention, "Hello @" + boris.username()).expect(200);
        Talk.react(anna, message, "👍").expect(200);
        anna.api()
                .patch("/api/v1/chats/" + chat + "/members/" + boris.id() + "/role", Map.of("role", "admin"))
                .expect(200);
        carla.send(chat, "Hi");

        await(boris, 2);
        assertThat(types(boris)).containsExactly("message_created", "member_added");
        assertThat(types(carla)).filteredOn("message_created"::equals).hasSize(3);
        boris.api().delete("/api/v1/users/" + anna.id() + "/block").expect(204);
        anna.send(chat, "Hello again");
        await(boris, 3);
        assertThat(types(boris)).startsWith("message_created", "message_created");
    }

    @Test
    @Tag("C8")
    void isPagedByTheLastId() {
        long chat = anna.privateChatWith(boris);
        for (int i = 0; i < 5; i++) {
            anna.send(chat, "message " + i);
        }
        List<Long> all = Talk.ids(await(boris, 5));

        assertThat(Talk.ids(Talk.list(boris, "/api/v1/notifications?limit=2"))).isEqualTo(all.subList(0, 2));
        assertThat(Talk.ids(Talk.list(boris, "/api/v1/notifications?limit=2&before_id=" + all.get(1))))
                .isEqualTo(all.subList(2, 4));
        boris.api().get("/api/v1/notifications?limit=0").expect(422);
    }

    private static List<JsonNode> await(Person person, int count) {
        return await().atMost(Duration.ofSeconds(5)).until(() -> list(person), told -> told.size() >= count);
    }

    private static org.awaitility.core.ConditionFactory await() {
        return org.awaitility.Awaitility.await();
    }

    private static List<String> types(Person person) {
        return list(person).stream()
                .map(told -> told.get("event_type").asString())
                .toList();
    }

    private static int mentions(Person person, long chat) {
        return person.api()
                .get("/api/v1/chats/" + chat)
                .expect(200)
                .json()
                .get("unread_mentions_count")
                .asInt();
    }

    private static List<JsonNode> list(Person person) {
        return Talk.list(person, "/api/v1/notifications");
    }
}
