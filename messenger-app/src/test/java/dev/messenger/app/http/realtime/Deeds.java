package dev.messenger.app.http.realtime;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random actions of users. Forbidden actions are tried too: the server refuses them, and only an internal failure is an
 * error.
 */
final class Deeds {

    private static final List<String> EMOJIS = List.of("\uD83D\uDC4D", "\u2764\uFE0F", "\uD83D\uDE02");
    private static final List<String> AUDIENCES = List.of("everyone", "contacts", "nobody");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Person> people;
    private final List<Place> places = new CopyOnWriteArrayList<>();

    /** Message ids by chat. */
    private final Map<Long, List<Long>> messages = new ConcurrentHashMap<>();

    private final Queue<String> tokens = new ConcurrentLinkedQueue<>();
    private final Queue<String> story = new ConcurrentLinkedQueue<>();

    /** A chat and its first members, the creator first. */
    private record Place(long chat, List<Person> circle) {}

    Deeds(List<Person> people) {
        this.people = new CopyOnWriteArrayList<>(people);
    }

    /** The log of actions and their results. */
    String story() {
        return String.join("\n", story);
    }

    /** Plans an action of a user who is mostly a member; running the result performs it. */
    Runnable plan(SplittableRandom random) {
        int deed = random.nextInt(43);
        if (places.size() < 4 || (deed == 0 && places.size() < 8)) {
            return create(random, one(random, people), one(random, people));
        }
        Place place = one(random, places);
        long chat = place.chat();
        Person actor = switch (random.nextInt(5)) {
            case 0, 1 -> place.circle().getFirst();
            case 2, 3 -> one(random, place.circle());
            default -> one(random, people);
        };
        Person other = one(random, random.nextBoolean() ? people : place.circle());
        String path = "/api/v1/chats/" + chat;
        List<Long> known = messages.getOrDefault(chat, List.of());
        if (deed <= 11 || known.isEmpty()) {
            return send(random, actor, other, chat, known);
        }
        long message = random.nextInt(3) == 0 ? known.getLast() : one(random, known);
        String messagePath = "/api/v1/messages/" + message;
        return switch (deed) {
            case 12, 13, 14 -> doing(actor, "PUT", messagePath, Map.of("text", text(random, other)));
            case 15, 16 -> doing(actor, "DELETE", messagePath + "?for_all=true", null);
            case 17 -> doing(actor, "DELETE", messagePath, null);
            case 18 -> forward(actor, message, one(random, places).chat());
            case 19, 20 ->
                doing(actor, "POST", messagePath + "/reactions/toggle", Map.of("emoji", one(random, EMOJIS)));
            case 21, 22, 23 ->
                status(actor, chat, message, random.nextInt(3) == 0 ? "message_delivered" : "message_read");
            case 24 -> pin(actor, path, random.nextInt(4) == 0 ? null : message);
            case 25 -> doing(actor, "POST", path + one(random, List.of("/archive", "/unarchive")), null);
            case 26 -> doing(actor, "POST", path + one(random, List.of("/pin-chat", "/unpin-chat")), null);
            case 27 -> doing(actor, "PUT", path + "/notifications", Map.of("muted", random.nextBoolean()));
            case 28 -> doing(actor, "POST", path + "/clear", null);
            case 29 -> doing(actor, "POST", path + "/leave", null);
            case 30 -> comeBack(random, actor, path);
            case 31 -> doing(actor, "POST", path + "/members", Map.of("user_id", other.id()));
            case 32 -> doing(actor, "DELETE", path + "/members/" + other.id(), null);
            case 33 ->
                doing(
                        actor,
                        "PATCH",
                        path + "/members/" + other.id() + "/role",
                        Map.of("role", one(random, List.of("owner", "admin", "admin", "member"))));
            case 34 -> profileOfChat(random, actor, path);
            case 35, 36 -> profile(random, actor);
            case 37 ->
                doing(actor, one(random, List.of("POST", "DELETE")), "/api/v1/users/" + other.id() + "/contacts", null);
            case 38 ->
                doing(
                        actor,
                        one(random, List.of("POST", "DELETE", "DELETE")),
                        "/api/v1/users/" + other.id() + "/block",
                        null);
            case 39 -> delete(actor, place, random.nextInt(3) == 0);
            default -> comeBack(random, actor, path);
        };
    }

    /** Plans the deletion of an account. */
    Runnable endOf(Person person) {
        people.remove(person);
        return doing(person, "DELETE", "/api/v1/users/me", Map.of("password", person.password()));
    }

    private Runnable delete(Person actor, Place place, boolean forAll) {
        return () -> {
            Api.Response answer =
                    perform(actor, "DELETE", "/api/v1/chats/" + place.chat() + "?for_all=" + forAll, null);
            if (forAll && answer.status() == 204) {
                places.remove(place);
            }
        };
    }

    private Runnable create(SplittableRandom random, Person actor, Person other) {
        Map<String, Object> body = new HashMap<>();
        List<Person> circle = new ArrayList<>(List.of(actor, other));
        int kind = random.nextInt(3);
        if (kind == 0) {
            body.putAll(Map.of("type", "private", "member_ids", List.of(other.id())));
        } else {
            circle.add(one(random, people));
            List<Long> members = circle.stream().map(Person::id).distinct().toList();
            body.putAll(Map.of("type", kind == 1 ? "group" : "channel", "title", "Chat", "member_ids", members));
            if (random.nextBoolean()) {
                body.putAll(Map.of("is_public", true, "handle", unique("h")));
            }
        }
        return () -> {
            Api.Response made = perform(actor, "POST", "/api/v1/chats", body);
            if (made.status() == 200) {
                places.add(new Place(made.json().get("id").asLong(), List.copyOf(circle)));
            }
        };
    }

    private Runnable send(SplittableRandom random, Person actor, Person other, long chat, List<Long> known) {
        Map<String, Object> body = new HashMap<>(Map.of("chat_id", chat, "type", "text", "text", text(random, other)));
        if (!known.isEmpty() && random.nextInt(4) == 0) {
            body.put("reply_to_message_id", one(random, known));
        }
        return () -> remember(perform(actor, "POST", "/api/v1/messages", body));
    }

    private Runnable forward(Person actor, long message, long target) {
        return () -> remember(
                perform(actor, "POST", "/api/v1/messages/" + message + "/forward", Map.of("target_chat_id", target)));
    }

    private void remember(Api.Response sent) {
        if (sent.status() == 201) {
            messages.computeIfAbsent(sent.json().get("chat_id").asLong(), id -> new CopyOnWriteArrayList<>())
                    .add(sent.json().get("id").asLong());
        }
    }

    private Runnable status(Person actor, long chat, long message, String status) {
        return doing(
                actor,
                "POST",
                "/api/v1/messages/status",
                Map.of("chat_id", chat, "message_id", message, "status", status));
    }

    private Runnable pin(Person actor, String path, @Nullable Long message) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("message_id", message);
        return doing(actor, "POST", path + "/pin", body);
    }

    /** Joins a public chat, or by an invitation. */
    private Runnable comeBack(SplittableRandom random, Person actor, String path) {
        return switch (random.nextInt(3)) {
            case 0 -> doing(actor, "POST", path + "/join", null);
            case 1 ->
                () -> {
                    Api.Response link = perform(actor, "POST", path + "/invite-link", null);
                    if (link.status() == 200) {
                        tokens.add(link.json().get("token").asString());
                    }
                };
            default ->
                () -> {
                    String token = tokens.peek();
                    if (token != null) {
                        perform(actor, "POST", "/api/v1/chats/join-by-invite", Map.of("token", token));
                    }
                };
        };
    }

    private Runnable profileOfChat(SplittableRandom random, Person actor, String path) {
        return random.nextBoolean()
                ? doing(actor, "PATCH", path + "/title", Map.of("title", "Title " + random.nextInt(100)))
                : doing(
                        actor,
                        "PATCH",
                        path + "/profile",
                        Map.of(
                                "description", "About " + random.nextInt(100),
                                "avatar_url", "https://example.com/" + random.nextInt(100) + ".png"));
    }

    private Runnable profile(SplittableRandom random, Person actor) {
        Map<String, @Nullable Object> body = new HashMap<>();
        switch (random.nextInt(5)) {
            case 0 -> body.put("name", "Name " + random.nextInt(100));
            case 1 -> body.put("username", unique("v"));
            case 2 -> body.put("avatar_url", "https://example.com/face" + random.nextInt(100) + ".png");
            case 3 -> body.put("avatar_url", null);
            default -> body.put("privacy_avatar", one(random, AUDIENCES));
        }
        return doing(actor, "PUT", "/api/v1/users/profile", body);
    }

    private Runnable doing(Person actor, String method, String path, @Nullable Map<String, ?> body) {
        return () -> perform(actor, method, path, body);
    }

    private Api.Response perform(Person actor, String method, String path, @Nullable Map<String, ?> body) {
        Api.Response response = body == null
                ? method.equals("DELETE")
                        ? actor.api().delete(path)
                        : actor.api().post(path)
                : actor.api().exchange(method, path, JSON.writeValueAsString(body));
        story.add(
                actor.id() + " " + method + " " + path + " " + Objects.toString(body, "") + " -> " + response.status());
        if (response.status() >= 500) {
            throw new AssertionError("the server failed: " + response.body() + " after " + story());
        }
        return response;
    }

    private String text(SplittableRandom random, Person mentioned) {
        return random.nextInt(3) == 0
                ? "Hello @" + mentioned.username() + " " + random.nextInt(1000)
                : "Words " + random.nextInt(1000);
    }

    private static String unique(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    private static <T> T one(SplittableRandom random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
