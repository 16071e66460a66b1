package dev.messenger.app.http.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.contracts.shared.Unique;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Profiles, search, contacts and blocks (rules U1 to U8). */
class PeopleIT {

    private final TestServer server = TestServer.shared();
    private final Person ann = server.person();
    private final Person bob = server.person();

    @Test
    @Tag("C1")
    @Tag("U1")
    void oneSeesAllOfOneself() {
        JsonNode me = ann.api().get("/api/v1/users/me").expect(200).json();

        assertThat(me.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "username",
                        "email",
                        "avatar_url",
                        "bio",
                        "email_verified",
                        "allow_private_messages",
                        "twofa_enabled",
                        "privacy_private_messages",
                        "privacy_last_seen",
                        "privacy_avatar",
                        "privacy_group_invites",
                        "created_at",
                        "updated_at");
        assertThat(me.get("email").asString()).isEqualTo(ann.email());
        assertThat(me.get("allow_private_messages").asBoolean()).isTrue();
        assertThat(me.get("privacy_avatar").asString()).isEqualTo("everyone");
        assertThat(me.get("avatar_url").isNull()).isTrue();
        assertThat(ann.api().get("/api/v1/auth/me").expect(200).json().propertyNames())
                .contains("bio", "avatar_url", "twofa_enabled", "privacy_last_seen");
    }

    @Test
    @Tag("U11")
    void manyUsersAreReadAtOnce() {
        JsonNode found = ann.api()
                .get("/api/v1/users?ids=" + bob.id() + "," + ann.id() + ",9007199254740991," + bob.id())
                .expect(200)
                .json();

        assertThat(found.values()).extracting(user -> user.get("id").asLong()).containsExactly(ann.id(), bob.id());
        assertThat(found.get(1))
                .isEqualTo(
                        ann.api().get("/api/v1/users/" + bob.id()).expect(200).json());
        assertThat(ann.api()
                        .get("/api/v1/users/by-username/" + bob.username().toUpperCase(Locale.ROOT))
                        .expect(200)
                        .json())
                .isEqualTo(found.get(1));
        ann.api().get("/api/v1/users/by-username/nobody_has_this_name").expect(404);
        ann.api().get("/api/v1/users/by-username/1").expect(422);
        String hundred = LongStream.rangeClosed(1, 100).mapToObj(Long::toString).collect(Collectors.joining(","));
        ann.api().get("/api/v1/users?ids=" + hundred).expect(200);
        for (String wrong : List.of("?ids=" + hundred + ",101", "?ids=", "?ids=1,,2", "?ids=1,x", "?ids=0", "")) {
            ann.api().get("/api/v1/users" + wrong).expect(422);
            ann.api().get("/api/v1/users/presence" + wrong).expect(422);
        }
    }

    @Test
    @Tag("P3")
    void thePresenceOfManyIsReadAtOnce() {
        Person away = server.person();
        ann.api().get("/api/v1/users/me").expect(200);
        bob.api()
                .put("/api/v1/users/profile", Map.of("privacy_last_seen", "nobody"))
                .expect(200);

        JsonNode presence = ann.api()
                .get("/api/v1/users/presence?ids=" + bob.id() + "," + ann.id() + ",9007199254740991")
                .expect(200)
                .json();

        assertThat(presence.values())
                .extracting(user -> user.get("user_id").asLong())
                .containsExactly(ann.id(), bob.id());
        assertThat(presence.get(0).get("is_online").asBoolean()).isTrue();
        assertThat(presence.get(1).get("is_online").asBoolean()).as("hidden").isFalse();
        assertThat(presence.get(1).get("last_seen_at").isNull()).as("hidden").isTrue();
        away.api()
                .exchange("DELETE", "/api/v1/users/me", "{\"password\":\"" + away.password() + "\"}")
                .expect(204);
        assertThat(ann.api()
                        .get("/api/v1/users/presence?ids=" + away.id())
                        .expect(200)
                        .json())
                .as("a deleted account is not there")
                .isEmpty();
    }

    @Test
    @Tag("C6")
    void whoDoesNotExistIsNotFound() {
        ann.api().get("/api/v1/users/9007199254740991").expect(404);
        ann.api().get("/api/v1/users/0").expect(422);
        ann.api().post("/api/v1/users/9007199254740991/contacts").expect(404);
        ann.api().post("/api/v1/users/9007199254740991/block").expect(404);
    }

    @Test
    @Tag("U4")
    void aProfileChangesWhatIsNamed() {
        JsonNode changed =
                put(Map.of("name", " Аня 🦊 ", "bio", "مرحبا")).expect(200).json();
        assertThat(changed.get("name").asString()).isEqualTo("Аня 🦊");
        assertThat(changed.get("bio").asString()).isEqualTo("مرحبا");
        assertThat(changed.get("username").asString()).isEqualTo(ann.username());
        assertThat(changed.get("updated_at").asString())
                .isGreaterThan(changed.get("created_at").asString());

        JsonNode avatar = put(Map.of("avatar_url", "https://example.com/a.png"))
                .expect(200)
                .json();
        assertThat(avatar.get("avatar_url").asString()).isEqualTo("https://example.com/a.png");
        assertThat(avatar.get("bio").asString()).isEqualTo("مرحبا");

        Map<String, Object> cleared = new HashMap<>();
        cleared.put("bio", null);
        cleared.put("avatar_url", null);
        JsonNode empty = put(cleared).expect(200).json();
        assertThat(empty.get("bio").isNull()).isTrue();
        assertThat(empty.get("avatar_url").isNull()).isTrue();
        assertThat(put(Map.of()).expect(200).json().get("updated_at")).isEqualTo(empty.get("updated_at"));
    }

    @Test
    @Tag("U4")
    void whatIsNoProfileIsRefusedAndChangesNothing() {
        JsonNode before = ann.api().get("/api/v1/users/me").json();
        List<Map<String, Object>> wrong = List.of(
                Map.of("name", "  "),
                Map.of("name", "x".repeat(101)),
                Map.of("username", "1abc"),
                Map.of("bio", "x".repeat(501)),
                Map.of("avatar_url", "javascript:alert(1)"),
                Map.of("privacy_avatar", "friends"),
                Map.of("allow_private_messages", "yes"),
                Map.of("name", "fine", "username", "no spaces"));
        for (Map<String, Object> body : wrong) {
            put(body).expect(422);
        }
        for (String key : List.of("name", "username", "allow_private_messages", "privacy_last_seen")) {
            Map<String, Object> body = new HashMap<>();
            body.put(key, null);
            put(body).expect(422);
        }

        assertThat(ann.api().get("/api/v1/users/me").json()).isEqualTo(before);
    }

    @Test
    @Tag("A1")
    @Tag("U4")
    void aUsernameIsTakenOnce() {
        assertThat(put(Map.of("username", bob.username())).expect(409).code()).isEqualTo("username_taken");
        String free = Unique.name("w");
        assertThat(put(Map.of("username", free.toUpperCase(java.util.Locale.ROOT)))
                        .expect(200)
                        .json()
                        .get("username")
                        .asString())
                .isEqualTo(free);
    }

    @Test
    @Tag("U1")
    void theShortFormFollowsTheSetting() {
        assertThat(put(Map.of("allow_private_messages", false))
                        .json()
                        .get("privacy_private_messages")
                        .asString())
                .isEqualTo("nobody");
        assertThat(put(Map.of("allow_private_messages", true))
                        .json()
                        .get("privacy_private_messages")
                        .asString())
                .isEqualTo("everyone");
        JsonNode contacts = put(Map.of("privacy_private_messages", "contacts", "privacy_group_invites", "nobody"))
                .expect(200)
                .json();
        assertThat(contacts.get("allow_private_messages").asBoolean()).isTrue();
        assertThat(put(Map.of("allow_private_messages", true))
                        .json()
                        .get("privacy_private_messages")
                        .asString())
                .isEqualTo("contacts");
    }

    @Test
    @Tag("U5")
    void searchFindsNamesInAnyScriptAndFullEmails() {
        String mark = Unique.name("q");
        put(Map.of("name", "Ещё Один " + mark)).expect(200);

        assertThat(search(mark)).contains(ann.id());
        assertThat(search("ЕЩЁ ОДИН " + mark.toUpperCase(java.util.Locale.ROOT)))
                .containsExactly(ann.id());
        assertThat(search("н " + mark)).as("inside").containsExactly(ann.id());
        assertThat(search(" @" + ann.username())).first().isEqualTo(ann.id());
        assertThat(search(ann.email())).contains(ann.id());
        assertThat(search(ann.email().substring(0, ann.email().length() - 1)))
                .as("part of an email")
                .doesNotContain(ann.id());
        assertThat(search("@x")).isEmpty();
        assertThat(search("%" + mark)).isEmpty();
        assertThat(search("_")).isEmpty();
        bob.api().get("/api/v1/users/search").expect(422);
        bob.api().get("/api/v1/users/search?query=ab&limit=201").expect(422);
        assertThat(ids(ann.api().get("/api/v1/users/search?query=" + mark).expect(200)))
                .as("oneself")
                .isEmpty();
    }

    @Test
    @Tag("U5")
    void theExactUsernameComesFirstThenPrefixesThenTheRest() {
        String stem = Unique.name("s").substring(0, 14);
        Person inside = server.person("a" + stem);
        Person prefix = server.person(stem + "_b");
        Person exact = server.person(stem);

        assertThat(search(stem)).containsExactly(exact.id(), prefix.id(), inside.id());
        assertThat(ids(bob.api()
                        .get("/api/v1/users/search?limit=1&query=" + stem)
                        .expect(200)))
                .containsExactly(exact.id());
    }

    @Test
    @Tag("U5")
    @Tag("U8")
    void whoBlockedTheCallerIsNotFound() {
        ann.api().post("/api/v1/users/" + bob.id() + "/block").expect(204);

        assertThat(search(ann.username())).isEmpty();
        assertThat(ids(ann.api().get("/api/v1/users/search?query=" + bob.username())))
                .containsExactly(bob.id());
    }

    @Test
    @Tag("U7")
    void contactsAreOneSided() {
        for (int i = 0; i < 2; i++) {
            ann.api().post("/api/v1/users/" + bob.id() + "/contacts").expect(204);
        }
        assertThat(contacts(ann)).containsExactly(bob.id());
        assertThat(contacts(bob)).isEmpty();

        for (int i = 0; i < 2; i++) {
            ann.api().delete("/api/v1/users/" + bob.id() + "/contacts").expect(204);
        }
        assertThat(contacts(ann)).isEmpty();
        ann.api().post("/api/v1/users/" + ann.id() + "/contacts").expect(422);
    }

    @Test
    @Tag("U7")
    void contactsByEmailTellNothingOfBlocks() {
        byEmail(ann, bob.email().toUpperCase(java.util.Locale.ROOT)).expect(204);
        assertThat(contacts(ann)).containsExactly(bob.id());
        byEmail(ann, "not an address").expect(422);
        byEmail(ann, ann.email()).expect(422);

        bob.api().post("/api/v1/users/" + ann.id() + "/block").expect(204);
        Api.Response blocked = byEmail(ann, bob.email()).expect(404);
        Api.Response unknown = byEmail(ann, Unique.name("n") + "@example.com").expect(404);
        assertThat(blocked.code()).isEqualTo(unknown.code());
        assertThat(blocked.json().get("detail")).isEqualTo(unknown.json().get("detail"));
        assertThat(ann.api()
                        .post("/api/v1/users/" + bob.id() + "/contacts")
                        .expect(403)
                        .code())
                .isEqualTo("blocked");
        bob.api().post("/api/v1/users/" + ann.id() + "/contacts").expect(403);
    }

    @Test
    @Tag("C8")
    @Tag("U7")
    void contactsArePaged() {
        Person third = server.person();
        ann.api().post("/api/v1/users/" + third.id() + "/contacts").expect(204);
        ann.api().post("/api/v1/users/" + bob.id() + "/contacts").expect(204);

        assertThat(ids(ann.api().get("/api/v1/users/contacts?limit=1").expect(200)))
                .containsExactly(bob.id());
        assertThat(ids(ann.api()
                        .get("/api/v1/users/contacts?after_id=" + bob.id())
                        .expect(200)))
                .containsExactly(third.id());
        ann.api().get("/api/v1/users/contacts?limit=0").expect(422);
    }

    @Test
    @Tag("U8")
    void aBlockDropsTheContactAndIsListed() {
        ann.api().post("/api/v1/users/" + bob.id() + "/contacts").expect(204);
        bob.api().post("/api/v1/users/" + ann.id() + "/contacts").expect(204);
        for (int i = 0; i < 2; i++) {
            ann.api().post("/api/v1/users/" + bob.id() + "/block").expect(204);
        }

        assertThat(contacts(ann)).isEmpty();
        assertThat(contacts(bob)).as("the other side keeps theirs").containsExactly(ann.id());
        assertThat(ids(ann.api().get("/api/v1/users/blocked").expect(200))).containsExactly(bob.id());
        assertThat(ids(bob.api().get("/api/v1/users/blocked").expect(200))).isEmpty();
        for (int i = 0; i < 2; i++) {
            ann.api().delete("/api/v1/users/" + bob.id() + "/block").expect(204);
        }
        assertThat(ids(ann.api().get("/api/v1/users/blocked").expect(200))).isEmpty();
        ann.api().post("/api/v1/users/" + ann.id() + "/block").expect(422);
    }

    @Test
    @Tag("U6")
    void emailsCanBeHidden() {
        assertThat(bob.api()
                        .get("/api/v1/users/" + ann.id())
                        .expect(200)
                        .json()
                        .get("email")
                        .asString())
                .isEqualTo(ann.email());
        try (TestServer discreet = TestServer.start(Map.of("EXPOSE_EMAILS", "false"))) {
            Person eve = discreet.person();
            Person joe = discreet.person();

            assertThat(eve.api()
                            .get("/api/v1/users/" + joe.id())
                            .expect(200)
                            .json()
                            .get("email")
                            .isNull())
                    .isTrue();
            assertThat(eve.api().get("/api/v1/users/me").json().get("email").asString())
                    .isEqualTo(eve.email());
            assertThat(eve.api()
                            .get("/api/v1/users/search?query=" + joe.username())
                            .expect(200)
                            .json()
                            .get(0)
                            .get("email")
                            .isNull())
                    .isTrue();
        }
    }

    private Api.Response put(Map<String, ?> body) {
        return ann.api().put("/api/v1/users/profile", body);
    }

    private static Api.Response byEmail(Person person, String email) {
        return person.api().post("/api/v1/users/contacts/by-email", Map.of("email", email));
    }

    private List<Long> search(String query) {
        String encoded = java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8);
        return ids(bob.api().get("/api/v1/users/search?query=" + encoded).expect(200));
    }

    private static List<Long> contacts(Person person) {
        return ids(person.api().get("/api/v1/users/contacts").expect(200));
    }

    private static List<Long> ids(Api.Response list) {
        return list.json().values().stream()
                .map(user -> user.get("id").asLong())
                .toList();
    }
}
