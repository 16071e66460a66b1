package dev.messenger.app.http.people;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.PrivacyPolicy;
import dev.messenger.domain.people.Relationship;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A target with a restricted avatar and presence, and a viewer. Unless both are the same user, they share a private chat and a
 * public group that the viewer owns.
 *
 * @param shown whether the policy lets the viewer see both
 * @param invite a token that leads into the group
 */
record Encounter(Person target, Person viewer, boolean shown, long pair, long group, String invite) {

    private static final String AVATAR = "https://example.com/face.png";

    static Encounter arrange(TestServer server, Audience mode, Relationship relationship) {
        Person target = server.person();
        String word = mode.name().toLowerCase(Locale.ROOT);
        target.api()
                .put(
                        "/api/v1/users/profile",
                        Map.of("avatar_url", AVATAR, "privacy_avatar", word, "privacy_last_seen", word))
                .expect(200);
        boolean shown = PrivacyPolicy.membersOf(mode).contains(relationship);
        if (relationship == Relationship.SELF) {
            return new Encounter(target, target, shown, 0, 0, "");
        }
        Person viewer = server.person();
        long pair = viewer.privateChatWith(target);
        viewer.send(pair, "Hello");
        Map<String, Object> wanted = Map.of(
                "type",
                "group",
                "title",
                "Group of " + viewer.username(),
                "is_public",
                true,
                "handle",
                "h" + UUID.randomUUID().toString().replace("-", "").substring(0, 20),
                "member_ids",
                List.of(target.id()));
        long group = viewer.api()
                .post("/api/v1/chats", wanted)
                .expect(200)
                .json()
                .get("id")
                .asLong();
        String invite = viewer.api()
                .post("/api/v1/chats/" + group + "/invite-link")
                .expect(200)
                .json()
                .get("token")
                .asString();
        viewer.api().post("/api/v1/users/" + target.id() + "/contacts").expect(204);
        relate(target, viewer, relationship);
        return new Encounter(target, viewer, shown, pair, group, invite);
    }

    private static void relate(Person target, Person viewer, Relationship relationship) {
        switch (relationship) {
            case CONTACT ->
                target.api().post("/api/v1/users/" + viewer.id() + "/contacts").expect(204);
            case BLOCKED ->
                target.api().post("/api/v1/users/" + viewer.id() + "/block").expect(204);
            case BLOCKING ->
                viewer.api().post("/api/v1/users/" + target.id() + "/block").expect(204);
            case SELF, STRANGER -> {}
        }
    }

    /** Searches a whole response for the target. */
    PrivacyWalkIT.Sighting sighting(JsonNode answer) {
        List<String> wrong = new ArrayList<>();
        int count = count(answer, wrong);
        return new PrivacyWalkIT.Sighting(count, wrong);
    }

    private int count(JsonNode node, List<String> wrong) {
        int count = 0;
        if (node.path("username").asString("").equals(target.username())) {
            count++;
            compare(node, "avatar_url", shown ? AVATAR : "null", wrong);
        }
        if (node.path("counterpart_user_id").asLong(0) == target.id()) {
            count++;
            compare(node, "counterpart_avatar_url", shown ? AVATAR : "null", wrong);
            compare(node, "counterpart_is_online", Boolean.toString(shown), wrong);
            if (node.get("counterpart_last_seen_at").isNull() == shown) {
                wrong.add("counterpart_last_seen_at of " + node);
            }
        }
        if (node.path("user_id").asLong(0) == target.id() && node.has("is_online")) {
            count++;
            compare(node, "is_online", Boolean.toString(shown), wrong);
            if (node.get("last_seen_at").isNull() == shown) {
                wrong.add("last_seen_at of " + node);
            }
        }
        if (node.has("online_count")
                && List.of(pair, group).contains(node.get("id").asLong())) {
            count++;
            compare(node, "online_count", shown ? "1" : "0", wrong);
        }
        for (JsonNode child : node.values()) {
            count += count(child, wrong);
        }
        return count;
    }

    private static void compare(JsonNode node, String key, String expected, List<String> wrong) {
        JsonNode value = node.get(key);
        String actual = value.isNull() ? "null" : value.asString();
        if (!actual.equals(expected)) {
            wrong.add("%s should be %s in %s".formatted(key, expected, node));
        }
    }
}
