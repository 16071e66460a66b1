package dev.messenger.app.http.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Runs random actions both on the server and in a plain model of the rules. After each step it compares what every chat shows to
 * everyone (except presence), the order of the lists, and the messages of the changed chat as each of its members sees them.
 */
class ChatModelIT {

    private static final int STEPS = 80;

    /** The result of an action that is not allowed; another one is drawn. */
    static final String NOTHING = "nothing";

    private static final List<String> PRESENCE =
            List.of("online_count", "counterpart_is_online", "counterpart_last_seen_at");

    private final TestServer server = TestServer.shared();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("H4")
    @Tag("H5")
    @Tag("H11")
    @Tag("H12")
    @Tag("H13")
    @Tag("M4")
    @Tag("M5")
    @Tag("M6")
    @Tag("M8")
    @Tag("M9")
    @Tag("M10")
    @Tag("M11")
    @Tag("M14")
    @Tag("U8")
    void showsWhatThePlainModelSays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ModelWorld world =
                new ModelWorld(random, List.of(server.person(), server.person(), server.person(), server.person()));
        List<String> story = new ArrayList<>();
        while (story.size() < STEPS) {
            int place = random.nextInt(world.chats.size());
            ChatModel chat = world.chats.get(place);
            Person actor = world.oneOf(world.people);
            String deed = act(world, chat, actor);
            if (deed.equals(NOTHING)) {
                continue;
            }
            story.add(actor.id() + " in " + chat + ": " + deed);
            String told = "seed " + seed + ": " + String.join("\n", story);
            compareChats(world, told);
            compareMessages(world, world.chats.get(place), told);
        }
    }

    /** Runs an allowed action, or returns {@link #NOTHING}. */
    private static String act(ModelWorld world, ChatModel chat, Person actor) {
        ChatModel.Side side = chat.sides.get(actor.id());
        Person other = world.oneOf(world.people);
        ChatDeeds chats = new ChatDeeds(world);
        MessageDeeds messages = new MessageDeeds(world);
        if (side == null) {
            return chats.comeIn(chat, actor);
        }
        return switch (world.random.nextInt(40)) {
            case 0, 1, 2, 3, 4, 5 -> messages.send(chat, actor, other);
            case 6, 7, 8 -> messages.forward(chat, actor);
            case 9, 10 -> messages.reach(chat, actor, true);
            case 11 -> messages.reach(chat, actor, false);
            case 12 -> chats.clear(chat, actor);
            case 13 -> chats.mark(chat, actor, "archive", () -> side.archived = true);
            case 14 -> chats.mark(chat, actor, "unarchive", () -> side.archived = false);
            case 15 -> chats.mark(chat, actor, "pin-chat", () -> side.pinned = true);
            case 16 -> chats.mark(chat, actor, "unpin-chat", () -> side.pinned = false);
            case 17 -> chats.leave(chat, actor);
            case 18 -> chats.addOrRemove(chat, actor, other);
            case 19 -> chats.changeRole(chat, actor, other);
            case 20 -> chats.rename(chat, actor);
            case 21 -> messages.pin(chat, actor);
            case 22 -> chats.delete(chat, actor);
            case 23, 24 -> messages.edit(chat, actor, other);
            case 25, 26 -> messages.deleteForAll(chat, actor);
            case 27 -> messages.hide(chat, actor);
            case 28, 29 -> messages.react(chat, actor);
            case 30 -> messages.attach(chat, actor);
            case 31 -> chats.mute(chat, actor);
            case 32, 33 -> world.block(actor, other);
            case 34, 35, 36 -> chats.addOrRemove(chat, actor, other);
            case 37, 38, 39 -> chats.changeRole(chat, actor, other);
            default -> throw new IllegalStateException();
        };
    }

    private static void compareChats(ModelWorld world, String story) {
        for (Person viewer : world.people) {
            for (boolean archived : new boolean[] {false, true}) {
                List<Map<String, Object>> expected = world.chats.stream()
                        .filter(chat -> chat.isListed(viewer.id(), archived))
                        .sorted(ChatModel.order(viewer.id()))
                        .map(chat -> chat.shownTo(viewer))
                        .toList();
                assertThat(plain(viewer.api()
                                .get("/api/v1/chats?archived=" + archived)
                                .expect(200)
                                .json()))
                        .as("list (archived: %s) of %d after %s", archived, viewer.id(), story)
                        .isEqualTo(expected);
            }
            for (ChatModel chat : world.chats) {
                if (!chat.sides.containsKey(viewer.id()) && chat.isPublic) {
                    assertThat(plainChat(chat.chat.seenBy(viewer)))
                            .as("%s for the visitor %d after %s", chat, viewer.id(), story)
                            .isEqualTo(chat.shownTo(viewer));
                }
            }
        }
    }

    private static void compareMessages(ModelWorld world, ChatModel chat, String story) {
        for (ChatModel.Side side : chat.sides.values()) {
            Person viewer = side.person;
            String of = "in %s of %d after %s".formatted(chat, viewer.id(), story);
            assertThat(list(viewer, "/api/v1/messages/" + chat.chat.id() + "?limit=200").stream()
                            .map(ChatModelIT::plainMessage)
                            .toList())
                    .as("history %s", of)
                    .isEqualTo(chat.historyShownTo(viewer.id()));
            assertThat(viewer.api()
                            .get(chat.chat.path("/notifications"))
                            .expect(200)
                            .json()
                            .get("muted")
                            .asBoolean())
                    .as("muted %s", of)
                    .isEqualTo(side.muted);
            List<MessageModel> visible = chat.visibleTo(viewer.id());
            if (!visible.isEmpty()) {
                MessageModel message = world.oneOf(visible);
                assertThat(list(viewer, "/api/v1/messages/" + message.id + "/reactions").stream()
                                .map(JsonNode::toString)
                                .toList())
                        .as("reactions to %d %s", message.id, of)
                        .isEqualTo(message.reactionsShownTo(viewer.id()));
                assertThat(list(viewer, "/api/v1/messages/" + message.id + "/thread?limit=200").stream()
                                .map(reply -> reply.get("id").asLong())
                                .toList())
                        .as("thread of %d %s", message.id, of)
                        .isEqualTo(chat.thread(message, viewer.id()));
            }
        }
    }

    private static List<JsonNode> list(Person viewer, String path) {
        return viewer.api().get(path).expect(200).json().values().stream().toList();
    }

    private static List<Map<String, Object>> plain(JsonNode list) {
        List<Map<String, Object>> plain = new ArrayList<>();
        list.values().forEach(chat -> plain.add(plainChat(chat)));
        return plain;
    }

    private static Map<String, Object> plainChat(JsonNode chat) {
        Map<String, Object> plain = new HashMap<>();
        chat.properties().forEach(field -> {
            if (!PRESENCE.contains(field.getKey()) && !field.getKey().equals("members")) {
                plain.put(field.getKey(), text(field.getValue()));
            }
        });
        return plain;
    }

    private static Map<String, String> plainMessage(JsonNode message) {
        Map<String, String> plain = new HashMap<>();
        message.properties()
                .forEach(field -> plain.put(
                        field.getKey(),
                        field.getValue().isArray()
                                ? Integer.toString(field.getValue().size())
                                : text(field.getValue())));
        return plain;
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "null" : value.asString();
    }
}
