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
 * People do random things in chats, the same on the server and in a plain model of the rules; after each step everything that
 * every chat shows to everyone is compared, presence aside, and the order of the lists.
 */
class ChatModelIT {

    private static final int STEPS = 120;
    private static final List<String> PRESENCE =
            List.of("online_count", "counterpart_is_online", "counterpart_last_seen_at");

    private final TestServer server = TestServer.shared();
    private final List<Person> people = List.of(server.person(), server.person(), server.person(), server.person());
    private final List<ChatModel> chats = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("H4")
    @Tag("H5")
    @Tag("H11")
    @Tag("H12")
    @Tag("H13")
    @Tag("M6")
    @Tag("M8")
    void showsWhatThePlainModelSays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        begin();
        List<String> story = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            ChatModel chat = chats.get(random.nextInt(chats.size()));
            Person actor = people.get(random.nextInt(people.size()));
            story.add(actor.id() + " in " + chat + ": " + act(random, chat, actor));
            compare("seed " + seed + ": " + String.join("\n", story));
        }
    }

    private void begin() {
        Person owner = people.getFirst();
        Person second = people.get(1);
        Person third = people.get(2);
        chats.add(ChatModel.of(Chat.pair(owner, second), owner, List.of(owner, second)));
        chats.add(ChatModel.of(Chat.open("group", owner, second, third), owner, List.of(owner, second, third)));
        chats.add(ChatModel.of(Chat.open("channel", second, owner), second, List.of(second, owner)));
        chats.add(ChatModel.of(Chat.group(third, owner, second), third, List.of(third, owner, second)));
    }

    /** Does something that is allowed, or nothing when the dice say so. */
    private String act(SplittableRandom random, ChatModel chat, Person actor) {
        ChatModel.Side side = chat.sides.get(actor.id());
        Person other = people.get(random.nextInt(people.size()));
        if (side == null) {
            return comeIn(chat, actor);
        }
        return switch (random.nextInt(22)) {
            case 0, 1, 2, 3, 4 -> send(chat, actor, other);
            case 5 -> read(random, chat, actor);
            case 6 -> clear(chat, actor);
            case 7 -> mark(chat, actor, "archive", () -> side.archived = true);
            case 8 -> mark(chat, actor, "unarchive", () -> side.archived = false);
            case 9 -> mark(chat, actor, "pin-chat", () -> side.pinned = true);
            case 10 -> mark(chat, actor, "unpin-chat", () -> side.pinned = false);
            case 11 -> leave(chat, actor);
            case 12 -> addOrRemove(chat, actor, other);
            case 13 -> changeRole(random, chat, actor, other);
            case 14 -> rename(chat, actor, "Title " + random.nextInt(100));
            case 15 -> pin(random, chat, actor);
            case 16 -> deleteForOneself(chat, actor);
            case 17, 18 -> edit(random, chat, actor, other);
            case 19, 20 -> deleteMessage(random, chat, actor);
            case 21 -> hideMessage(random, chat, actor);
            default -> throw new IllegalStateException();
        };
    }

    private static String comeIn(ChatModel chat, Person actor) {
        if (!chat.isPublic || chat.banned.contains(actor.id())) {
            return "nothing";
        }
        chat.chat.join(actor).expect(200);
        chat.come(actor);
        return "join";
    }

    private static String send(ChatModel chat, Person actor, Person mentioned) {
        if (chat.type.equals("channel") && chat.sides.get(actor.id()).role.equals("member")) {
            return "nothing";
        }
        String text = "Message for @" + mentioned.username() + " no. " + chat.messages.size();
        JsonNode sent = actor.api()
                .post("/api/v1/messages", Map.of("chat_id", chat.chat.id(), "type", "text", "text", text))
                .expect(201)
                .json();
        chat.messages.add(new ChatModel.Sent(
                sent.get("id").asLong(),
                actor,
                text,
                chat.mentionedIn(text, actor.id()),
                sent.get("created_at").asString()));
        return "send";
    }

    private static String read(SplittableRandom random, ChatModel chat, Person actor) {
        List<ChatModel.Sent> visible = chat.visibleTo(actor.id());
        if (visible.isEmpty()) {
            return "nothing";
        }
        long message = visible.get(random.nextInt(visible.size())).id;
        actor.api()
                .post(
                        "/api/v1/messages/status",
                        Map.of("chat_id", chat.chat.id(), "message_id", message, "status", "message_read"))
                .expect(200);
        ChatModel.Side side = chat.sides.get(actor.id());
        side.read = Math.max(side.read, message);
        return "read " + message;
    }

    private static String edit(SplittableRandom random, ChatModel chat, Person actor, Person mentioned) {
        List<ChatModel.Sent> own = chat.visibleTo(actor.id()).stream()
                .filter(message -> message.sender == actor.id())
                .toList();
        if (own.isEmpty() || (chat.type.equals("channel") && chat.rank(actor.id()) > 1)) {
            return "nothing";
        }
        ChatModel.Sent message = own.get(random.nextInt(own.size()));
        String text = "Edited for @" + mentioned.username() + " " + random.nextInt(100);
        actor.api().put("/api/v1/messages/" + message.id, Map.of("text", text)).expect(200);
        message.text = text;
        message.mentioned = chat.mentionedIn(text, actor.id());
        return "edit " + message.id;
    }

    private static String deleteMessage(SplittableRandom random, ChatModel chat, Person actor) {
        boolean moderates = !chat.type.equals("private") && chat.rank(actor.id()) < 2;
        List<ChatModel.Sent> deletable = chat.visibleTo(actor.id()).stream()
                .filter(message -> moderates || message.sender == actor.id())
                .toList();
        if (deletable.isEmpty()) {
            return "nothing";
        }
        ChatModel.Sent message = deletable.get(random.nextInt(deletable.size()));
        actor.api().delete("/api/v1/messages/" + message.id + "?for_all=true").expect(204);
        message.deleted = true;
        return "delete for all " + message.id;
    }

    private static String hideMessage(SplittableRandom random, ChatModel chat, Person actor) {
        List<ChatModel.Sent> visible = chat.visibleTo(actor.id());
        if (visible.isEmpty()) {
            return "nothing";
        }
        ChatModel.Sent message = visible.get(random.nextInt(visible.size()));
        actor.api().delete("/api/v1/messages/" + message.id).expect(204);
        message.hiddenFrom.add(actor.id());
        return "delete for oneself " + message.id;
    }

    private static String clear(ChatModel chat, Person actor) {
        actor.api().post(chat.chat.path("/clear")).expect(204);
        chat.sides.get(actor.id()).cleared = chat.newest();
        return "clear";
    }

    private static String mark(ChatModel chat, Person actor, String word, Runnable inModel) {
        actor.api().post(chat.chat.path("/" + word)).expect(200);
        inModel.run();
        return word;
    }

    /** The last one stays: a chat that is gone has nothing to compare. */
    private static String leave(ChatModel chat, Person actor) {
        if (chat.type.equals("private") || chat.sides.size() == 1) {
            return "nothing";
        }
        chat.chat.leave(actor).expect(204);
        chat.leave(actor.id());
        return "leave";
    }

    private static String addOrRemove(ChatModel chat, Person actor, Person other) {
        if (chat.type.equals("private") || chat.rank(actor.id()) > 1) {
            return "nothing";
        }
        if (!chat.sides.containsKey(other.id())) {
            chat.chat.add(actor, other).expect(201);
            chat.banned.remove(other.id());
            chat.come(other);
            return "add " + other.id();
        }
        if (chat.rank(actor.id()) >= chat.rank(other.id())) {
            return "nothing";
        }
        chat.chat.remove(actor, other).expect(204);
        chat.sides.remove(other.id());
        chat.banned.add(other.id());
        return "remove " + other.id();
    }

    private static String changeRole(SplittableRandom random, ChatModel chat, Person actor, Person other) {
        if (chat.rank(actor.id()) > 0 || actor.equals(other) || !chat.sides.containsKey(other.id())) {
            return "nothing";
        }
        String role = List.of("member", "admin", "owner").get(random.nextInt(3));
        chat.chat.changeRole(actor, other, role).expect(200);
        if (role.equals("owner")) {
            chat.sides.get(actor.id()).role = "admin";
        }
        chat.sides.get(other.id()).role = role;
        return role + " " + other.id();
    }

    private static String rename(ChatModel chat, Person actor, String title) {
        if (chat.type.equals("private") || chat.rank(actor.id()) > 1) {
            return "nothing";
        }
        actor.api().patch(chat.chat.path("/title"), Map.of("title", title)).expect(200);
        chat.title = title;
        return title;
    }

    private static String pin(SplittableRandom random, ChatModel chat, Person actor) {
        List<ChatModel.Sent> visible = chat.visibleTo(actor.id());
        if (visible.isEmpty() || (!chat.type.equals("private") && chat.rank(actor.id()) > 1)) {
            return "nothing";
        }
        long message = visible.get(random.nextInt(visible.size())).id;
        chat.chat.pin(actor, message).expect(200);
        chat.pinnedMessage = message;
        return "pin " + message;
    }

    private static String deleteForOneself(ChatModel chat, Person actor) {
        if (!chat.type.equals("private")) {
            return "nothing";
        }
        chat.chat.delete(actor, false).expect(204);
        ChatModel.Side side = chat.sides.get(actor.id());
        side.cleared = chat.newest();
        side.hidden = chat.newest();
        return "delete for oneself";
    }

    private void compare(String story) {
        for (Person viewer : people) {
            for (boolean archived : new boolean[] {false, true}) {
                List<Map<String, Object>> expected = chats.stream()
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
            for (ChatModel chat : chats) {
                if (!chat.sides.containsKey(viewer.id()) && chat.isPublic) {
                    Map<String, Object> seen = plainChat(chat.chat.seenBy(viewer));
                    assertThat(seen)
                            .as("%s for the visitor %d after %s", chat, viewer.id(), story)
                            .isEqualTo(chat.shownTo(viewer));
                }
            }
        }
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
                plain.put(
                        field.getKey(),
                        field.getValue().isNull() ? "null" : field.getValue().asString());
            }
        });
        return plain;
    }
}
