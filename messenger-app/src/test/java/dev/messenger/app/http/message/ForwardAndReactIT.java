package dev.messenger.app.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.app.testing.Uploading;
import dev.messenger.contracts.shared.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ForwardAndReactIT {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

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

    private Api.Response bulk(long message, List<Long> targets) {
        return bulk(anna, message, targets);
    }

    private static Api.Response bulk(Person who, long message, List<Long> targets) {
        return who.api().post("/api/v1/messages/" + message + "/forward-bulk", Map.of("target_chat_ids", targets));
    }

    @Test
    @Tag("M10")
    @Tag("M14")
    void theFilesGoAlongAndStayWhenTheOriginalGoes() {
        long from = Talk.group(anna, boris);
        long to = Talk.group(boris, carla);
        long original = anna.send(from, "Two pictures");
        for (int i = 0; i < 2; i++) {
            Uploading.done(anna, "image/png", PICTURE).attachTo(original).expect(200);
        }
        JsonNode forward = Talk.forward(boris, original, to, false).expect(201).json();
        Talk.delete(anna, original, true).expect(204);

        assertThat(forward.get("attachments").values()).hasSize(2);
        JsonNode shown = Talk.history(carla, to).getFirst();
        assertThat(shown.get("attachments").values())
                .allSatisfy(file -> {
                    assertThat(file.get("message_id")).isEqualTo(shown.get("id"));
                    assertThat(file.get("file_type").asString()).isEqualTo("image/png");
                    Uploading.download(file.get("file_url").asString()).expect(200);
                })
                .hasSize(2);
        assertThat(Talk.list(carla, "/api/v1/media/chats/" + to + "/attachments"))
                .hasSize(2);
    }

    @Test
    @Tag("L1")
    @Tag("M10")
    void eachTargetCountsAgainstTheRateLimit() {
        try (TestServer limited = TestServer.start(Map.of("MESSAGE_RATE_LIMIT_PER_MINUTE", "5"))) {
            Person writer = limited.person();
            long one = Talk.group(writer);
            long two = Talk.group(writer);
            long message = writer.send(one, "News"); // 1
            assertThat(bulk(writer, message, List.of(one, two)).expect(201).json())
                    .hasSize(2); // 3
            bulk(writer, message, List.of(one, two, Talk.group(writer))).expect(429); // counts for nothing
            bulk(writer, message, List.of(one, 1L << 50)).expect(404); // nor does this
            bulk(writer, message, List.of(one, two)).expect(201); // 5

            Api.Response refused = Talk.forward(writer, message, one, true).expect(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(Talk.history(writer, one)).hasSize(3);
            assertThat(Talk.history(writer, two)).hasSize(2);
        }
    }

    @Test
    @Tag("L3")
    void aForwardNeitherWaitsForTheCooldownNorStartsIt() {
        try (TestServer cooling = TestServer.start(Map.of("DUPLICATE_MESSAGE_COOLDOWN_SECONDS", "3600"))) {
            Person writer = cooling.person();
            long chat = Talk.group(writer);
            long other = Talk.group(writer);
            long message = writer.send(chat, "Again");
            for (int i = 0; i < 2; i++) {
                Talk.forward(writer, message, chat, true).expect(201);
                Talk.forward(writer, message, other, false).expect(201);
            }
            writer.send(other, "Again");
            writer.api()
                    .post("/api/v1/messages", Map.of("chat_id", chat, "type", "text", "text", "Again"))
                    .expect(429);
        }
    }

    @Test
    @Tag("M15")
    void aMessageHasTwentyDifferentEmojisAtMost() {
        long message = anna.send(Talk.group(anna, boris), "Say it with pictures");
        List<String> emojis = emojis();
        for (String emoji : emojis.subList(0, 20)) {
            Talk.react(anna, message, emoji).expect(200);
        }

        assertThat(Talk.react(boris, message, emojis.get(20)).expect(422).code())
                .isEqualTo("too_many_reactions");
        assertThat(Talk.react(boris, message, emojis.get(7)).expect(200).json()).hasSize(20);
        Talk.react(anna, message, emojis.get(3)).expect(200);
        assertThat(Talk.react(boris, message, emojis.get(20)).expect(200).json())
                .as("one was taken back")
                .hasSize(20);
    }

    @Test
    @Tag("M15")
    void alsoWhenManyReactAtOnce() {
        long message = anna.send(Talk.group(anna, boris), "All at once");
        List<String> emojis = emojis();
        List<Integer> answers = Together.succeed(8, number -> {
            int refused = 0;
            for (int i = 0; i < 3; i++) {
                Person who = number % 2 == 0 ? anna : boris;
                int status =
                        Talk.react(who, message, emojis.get(3 * number + i)).status();
                assertThat(status).isIn(200, 422);
                refused += status == 422 ? 1 : 0;
            }
            return refused;
        });

        assertThat(answers.stream().mapToInt(Integer::intValue).sum()).isEqualTo(4);
        assertThat(emojis(anna, message)).hasSize(20);
    }

    /** 24 of them. */
    private static List<String> emojis() {
        return IntStream.range(0, 24)
                .mapToObj(i -> Character.toString(0x1F600 + i))
                .toList();
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
