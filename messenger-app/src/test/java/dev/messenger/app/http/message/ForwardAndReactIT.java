package dev.messenger.app.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ForwardAndReactIT {

    private final TestServer server = TestServer.shared();
    private final Person anna = server.person();
    private final Person boris = server.person();
    private final Person carla = server.person();

    @Test
    @Tag("M10")
    void aForwardNamesTheOriginalAlsoWhenItIsOneOfAForward() {
        long from = Talk.group(anna, boris);
        long to = Talk.group(boris, carla);
        long original = anna.send(from, "Pass it on");

        JsonNode forward = Talk.forward(boris, original, to, true).expect(201).json();
        JsonNode again = Talk.forward(carla, forward.get("id").asLong(), to, true)
                .expect(201)
                .json();
        JsonNode anonymous = Talk.forward(carla, forward.get("id").asLong(), to, false)
                .expect(201)
                .json();

        assertThat(forward.get("forwarded_from_message_id").asLong()).isEqualTo(original);
        assertThat(forward.get("sender_id").asLong()).isEqualTo(boris.id());
        assertThat(forward.get("chat_id").asLong()).isEqualTo(to);
        assertThat(forward.get("text").asString()).isEqualTo("Pass it on");
        assertThat(forward.get("delivery_status").asString()).isEqualTo("sent");
        assertThat(again.get("forwarded_from_message_id").asLong()).isEqualTo(original);
        assertThat(anonymous.get("forwarded_from_message_id").isNull()).isTrue();
        assertThat(Talk.ids(Talk.history(carla, to)))
                .containsExactly(
                        anonymous.get("id").asLong(),
                        again.get("id").asLong(),
                        forward.get("id").asLong());
        assertThat(boris.api()
                        .post("/api/v1/messages/" + original + "/forward", Map.of("target_chat_id", to))
                        .expect(201)
                        .json()
                        .get("forwarded_from_message_id")
                        .asLong())
                .as("with its author unless told otherwise")
                .isEqualTo(original);
    }

    @Test
    @Tag("M10")
    void aForwardNeedsSightOfTheMessageAndTheRightToPostInTheTarget() {
        long from = Talk.group(anna, boris);
        long message = anna.send(from, "Secret");
        long ofCarla = Talk.group(carla);
        long channel = Talk.channel(carla, boris);

        assertThat(Talk.forward(carla, message, ofCarla, true).expect(404).code())
                .isEqualTo("message_not_found");
        assertThat(Talk.forward(boris, message, ofCarla, true).expect(404).code())
                .isEqualTo("chat_not_found");
        assertThat(Talk.forward(boris, message, channel, true).expect(403).code())
                .isEqualTo("not_permitted");
        assertThat(Talk.history(carla, channel)).isEmpty();
    }

    @Test
    @Tag("M10")
    void inBulkAllOrNothingInTheOrderAsked() {
        long message = anna.send(Talk.group(anna), "News");
        long one = Talk.group(anna, boris);
        long two = Talk.group(anna, carla);
        long notMine = Talk.group(boris);

        assertThat(bulk(message, List.of(one, notMine, two)).expect(404).code()).isEqualTo("chat_not_found");
        assertThat(Talk.history(anna, one)).isEmpty();

        List<JsonNode> forwards = bulk(message, List.of(two, one)).expect(201).json().values().stream()
                .toList();

        assertThat(forwards)
                .extracting(forward -> forward.get("chat_id").asLong())
                .containsExactly(two, one);
        assertThat(Talk.history(boris, one)).hasSize(1);
        bulk(message, List.of()).expect(422);
        bulk(message, List.of(one, one)).expect(422);
        List<Long> many = new ArrayList<>();
        for (long target = 1; target <= 51; target++) {
            many.add(target);
        }
        bulk(message, many).expect(422);
    }

    private dev.messenger.app.testing.Api.Response bulk(long message, List<Long> targets) {
        return anna.api().post("/api/v1/messages/" + message + "/forward-bulk", Map.of("target_chat_ids", targets));
    }

    @Test
    @Tag("M11")
    void reactionsAreOrderedByCountThenByFirstUse() {
        long chat = Talk.group(anna, boris, carla);
        long message = anna.send(chat, "Party?");
        Talk.react(boris, message, "🎉").expect(200);
        Talk.react(boris, message, "👍🏽").expect(200);
        Talk.react(anna, message, "❤️").expect(200);

        JsonNode reactions = Talk.react(carla, message, "❤️").expect(200).json();

        assertThat(reactions.values().stream().map(JsonNode::toString).toList())
                .containsExactly(
                        "{\"emoji\":\"❤️\",\"count\":2,\"reacted\":true}",
                        "{\"emoji\":\"🎉\",\"count\":1,\"reacted\":false}",
                        "{\"emoji\":\"👍🏽\",\"count\":1,\"reacted\":false}");
        Talk.react(carla, message, "❤️").expect(200);
        assertThat(emojis(carla, message)).containsExactly("🎉", "👍🏽", "❤️");
        Talk.react(boris, message, "🎉").expect(200);
        assertThat(emojis(anna, message)).containsExactly("👍🏽", "❤️");
    }

    @Test
    @Tag("M11")
    void membersAloneReactWithOneEmoji() {
        long chat = Talk.group(anna, boris);
        long message = anna.send(chat, "Hi");

        for (String wrong : List.of("", "ok", "👍👍", "1")) {
            assertThat(Talk.react(boris, message, wrong).expect(422).code()).isEqualTo("invalid_value");
        }
        Talk.react(carla, message, "👍").expect(404);
        carla.api().get("/api/v1/messages/" + message + "/reactions").expect(404);
    }

    @Test
    @Tag("M11")
    void whoeverTogglesAtOnceIsCountedOnce() throws Exception {
        Person[] people = new Person[6];
        for (int i = 0; i < people.length; i++) {
            people[i] = server.person();
        }
        long message = anna.send(Talk.group(anna, people), "Vote");
        try (var pool = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            for (Person person : people) {
                for (int i = 0; i < 3; i++) {
                    pool.execute(() -> Talk.react(person, message, "👍").expect(200));
                }
            }
        }
        assertThat(anna.api()
                        .get("/api/v1/messages/" + message + "/reactions")
                        .expect(200)
                        .json()
                        .toString())
                .as("three toggles of each of six")
                .isEqualTo("[{\"emoji\":\"👍\",\"count\":6,\"reacted\":false}]");
    }

    private static List<String> emojis(Person viewer, long message) {
        return Talk.list(viewer, "/api/v1/messages/" + message + "/reactions").stream()
                .map(reaction -> reaction.get("emoji").asString())
                .toList();
    }
}
