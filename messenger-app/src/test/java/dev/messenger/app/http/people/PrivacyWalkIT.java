package dev.messenger.app.http.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.PrivacyPolicy;
import dev.messenger.domain.people.Relationship;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every endpoint that shows a profile, in each mode, to each kind of viewer (rules U2, U3). */
class PrivacyWalkIT {

    private static final String AVATAR = "https://example.com/face.png";

    private final TestServer server = TestServer.shared();
    private final Person target = server.person();

    static Stream<Arguments> everyCase() {
        return Arrays.stream(Audience.values())
                .flatMap(mode -> Arrays.stream(Relationship.values()).map(viewer -> Arguments.of(mode, viewer)));
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    @Tag("U2")
    @Tag("U3")
    @Tag("U8")
    void avatarAndPresenceAreShownToWhomThePolicyLets(Audience mode, Relationship relationship) {
        target.api()
                .put(
                        "/api/v1/users/profile",
                        Map.of(
                                "avatar_url", AVATAR,
                                "privacy_avatar", mode.name().toLowerCase(Locale.ROOT),
                                "privacy_last_seen", mode.name().toLowerCase(Locale.ROOT)))
                .expect(200);
        Person viewer = relationship == Relationship.SELF ? target : server.person();
        boolean shown = PrivacyPolicy.membersOf(mode).contains(relationship);

        long chat = relationship == Relationship.SELF ? 0 : viewer.privateChatWith(target);
        keepAsContact(viewer, relationship);
        relate(viewer, relationship);

        check(
                "profile",
                viewer.api().get("/api/v1/users/" + target.id()).expect(200).json(),
                shown);
        if (relationship != Relationship.SELF) {
            checkChat(
                    "chat",
                    viewer.api().get("/api/v1/chats/" + chat).expect(200).json(),
                    shown);
            checkChat(
                    "chats",
                    viewer.api().get("/api/v1/chats").expect(200).json().get(0),
                    shown);
        }
        switch (relationship) {
            case SELF -> {
                check("me", viewer.api().get("/api/v1/users/me").expect(200).json(), shown);
                check("account", viewer.api().get("/api/v1/auth/me").expect(200).json(), shown);
            }
            case CONTACT, STRANGER -> {
                check("search", listed(viewer, "search?query=" + target.username()), shown);
                check("contacts", listed(viewer, "contacts"), shown);
            }
            case BLOCKED -> check("contacts", listed(viewer, "contacts"), shown);
            case BLOCKING -> {
                check("search", listed(viewer, "search?query=" + target.username()), shown);
                check("blocked", listed(viewer, "blocked"), shown);
            }
        }
    }

    private void keepAsContact(Person viewer, Relationship relationship) {
        if (relationship != Relationship.SELF) {
            viewer.api().post("/api/v1/users/" + target.id() + "/contacts").expect(204);
        }
    }

    private void relate(Person viewer, Relationship relationship) {
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

    private JsonNode listed(Person viewer, String list) {
        Api.Response people = viewer.api().get("/api/v1/users/" + list).expect(200);
        return people.json().values().stream()
                .filter(person -> person.get("id").asLong() == target.id())
                .findFirst()
                .orElseThrow(() -> new AssertionError("not in " + list + ": " + people.body()));
    }

    /** The target made a request just now: online is what they are. */
    private static void checkChat(String where, JsonNode chat, boolean shown) {
        assertThat(chat.get("counterpart_avatar_url").asString("hidden"))
                .as(where)
                .isEqualTo(shown ? AVATAR : "hidden");
        assertThat(chat.get("counterpart_is_online").asBoolean()).as(where).isEqualTo(shown);
        assertThat(chat.get("counterpart_last_seen_at").isNull()).as(where).isEqualTo(!shown);
    }

    private static void check(String where, JsonNode profile, boolean shown) {
        assertThat(profile.get("avatar_url").asString("hidden")).as(where).isEqualTo(shown ? AVATAR : "hidden");
    }
}
