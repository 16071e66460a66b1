package dev.messenger.app.http.chat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A chat in a test, and the actions of its members.
 *
 * @param id the chat's id in the API
 */
record Chat(long id) {

    /** A private group of {@code owner} and members. */
    static Chat group(Person owner, Person... members) {
        return make(owner, Map.of("type", "group", "title", "Group", "member_ids", ids(members)));
    }

    /** A private channel of {@code owner} and members. */
    static Chat channel(Person owner, Person... members) {
        return make(owner, Map.of("type", "channel", "title", "Channel", "member_ids", ids(members)));
    }

    /** A public group or channel. */
    static Chat open(String type, Person owner, Person... members) {
        return make(
                owner,
                Map.of(
                        "type",
                        type,
                        "title",
                        "Open " + type,
                        "is_public",
                        true,
                        "handle",
                        handle(),
                        "member_ids",
                        ids(members)));
    }

    /** The private chat of two people. */
    static Chat pair(Person one, Person other) {
        return new Chat(one.privateChatWith(other));
    }

    /** An unused handle. */
    static String handle() {
        return "h" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    static Chat make(Person owner, Map<String, ?> body) {
        return new Chat(owner.api()
                .post("/api/v1/chats", body)
                .expect(200)
                .json()
                .get("id")
                .asLong());
    }

    static List<Long> ids(Person... people) {
        return Arrays.stream(people).map(Person::id).toList();
    }

    /** {@code /api/v1/chats/{id}} plus a suffix. */
    String path(String rest) {
        return "/api/v1/chats/" + id + rest;
    }

    /** ChatDetailRead, as {@code viewer} sees it. */
    JsonNode seenBy(Person viewer) {
        return viewer.api().get(path("")).expect(200).json();
    }

    Api.Response add(Person actor, Person newcomer) {
        return actor.api().post(path("/members"), Map.of("user_id", newcomer.id()));
    }

    Api.Response remove(Person actor, Person member) {
        return actor.api().delete(path("/members/" + member.id()));
    }

    Api.Response changeRole(Person actor, Person member, String role) {
        return actor.api().patch(path("/members/" + member.id() + "/role"), Map.of("role", role));
    }

    Api.Response leave(Person member) {
        return member.api().post(path("/leave"));
    }

    Api.Response join(Person person) {
        return person.api().post(path("/join"));
    }

    Api.Response pin(Person actor, @Nullable Long message) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("message_id", message);
        return actor.api().post(path("/pin"), body);
    }

    Api.Response delete(Person actor, boolean forAll) {
        return actor.api().delete(path("?for_all=" + forAll));
    }

    /** The roles of {@code members} as {@code viewer} sees them, "user id: role", in the order of the answer. */
    List<String> roles(Person viewer) {
        List<String> roles = new ArrayList<>();
        seenBy(viewer)
                .get("members")
                .values()
                .forEach(member -> roles.add(member.get("user_id").asLong() + ": "
                        + member.get("role").asString()));
        return roles;
    }

    static List<Long> listed(Person person, String query) {
        return person.api().get("/api/v1/chats" + query).expect(200).json().values().stream()
                .map(chat -> chat.get("id").asLong())
                .toList();
    }
}
