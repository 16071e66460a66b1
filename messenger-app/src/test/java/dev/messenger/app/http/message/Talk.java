package dev.messenger.app.http.message;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Actions on messages over HTTP. */
final class Talk {

    private Talk() {}

    static long group(Person owner, Person... members) {
        return chat("group", owner, members);
    }

    static long channel(Person owner, Person... members) {
        return chat("channel", owner, members);
    }

    private static long chat(String type, Person owner, Person... members) {
        long[] ids = Arrays.stream(members).mapToLong(Person::id).toArray();
        return owner.api()
                .post("/api/v1/chats", Map.of("type", type, "title", "A " + type, "member_ids", ids))
                .expect(200)
                .json()
                .get("id")
                .asLong();
    }

    static long reply(Person sender, long chat, String text, long to) {
        return sender.api()
                .post(
                        "/api/v1/messages",
                        Map.of("chat_id", chat, "type", "text", "text", text, "reply_to_message_id", to))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }

    static List<JsonNode> history(Person viewer, long chat) {
        return list(viewer, "/api/v1/messages/" + chat);
    }

    static List<JsonNode> list(Person viewer, String path) {
        return viewer.api().get(path).expect(200).json().values().stream().toList();
    }

    static List<Long> ids(List<JsonNode> nodes) {
        return nodes.stream().map(node -> node.get("id").asLong()).toList();
    }

    static List<Long> search(Person viewer, String query, String more) {
        return ids(list(
                viewer,
                "/api/v1/messages/search?query="
                        + java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8) + more));
    }

    static List<Long> thread(Person viewer, long root, int limit) {
        return ids(list(viewer, "/api/v1/messages/" + root + "/thread?limit=" + limit));
    }

    static Api.Response edit(Person editor, long message, String text) {
        return editor.api().put("/api/v1/messages/" + message, Map.of("text", text));
    }

    static Api.Response delete(Person deleter, long message, boolean forAll) {
        return deleter.api().delete("/api/v1/messages/" + message + "?for_all=" + forAll);
    }

    static Api.Response forward(Person sender, long message, long target, boolean withAuthor) {
        return sender.api()
                .post(
                        "/api/v1/messages/" + message + "/forward",
                        Map.of("target_chat_id", target, "include_author", withAuthor));
    }

    static Api.Response react(Person who, long message, String emoji) {
        return who.api().post("/api/v1/messages/" + message + "/reactions/toggle", Map.of("emoji", emoji));
    }

    static void block(Person blocker, Person blocked) {
        blocker.api().post("/api/v1/users/" + blocked.id() + "/block").expect(204);
    }
}
