package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.PrivacyPolicy;
import dev.messenger.domain.people.Relationship;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What events show of a profile: in each privacy mode, to each kind of recipient, live and in a replay (rules U3, U8, R10). */
@Tag("R10")
class ProfilesIT {

    private static final TestServer SERVER = TestServer.shared();
    private static final URI SERVER_URI = Stream.uri(SERVER.api());
    private static final String AVATAR = "https://example.com/face.png";

    static java.util.stream.Stream<Arguments> everyCase() {
        return Arrays.stream(Audience.values())
                .flatMap(mode -> Arrays.stream(Relationship.values()).map(viewer -> Arguments.of(mode, viewer)));
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    @Tag("U2")
    @Tag("U3")
    @Tag("U8")
    void events_show_avatar_and_presence_to_whom_the_policy_lets(Audience mode, Relationship relationship) {
        Person target = SERVER.person();
        Person viewer = relationship == Relationship.SELF ? target : SERVER.person();
        boolean shown = PrivacyPolicy.membersOf(mode).contains(relationship);
        long chat = relationship == Relationship.SELF ? saved(viewer) : viewer.privateChatWith(target);
        relate(viewer, target, relationship);
        try (Stream stream = Stream.of(SERVER_URI, viewer)) {
            long start = stream.cursor();
            change(target, mode);

            checkPerson(stream.await("user_updated", data -> isNamed(data, mode)), target, mode, shown);
            viewer.api().post("/api/v1/chats/" + chat + "/pin-chat").expect(200);
            JsonNode pinned =
                    stream.await("chat_updated", data -> data.get("pinned").asBoolean());
            viewer.api()
                    .get("/api/v1/updates?limit=200&after=" + start)
                    .expect(200)
                    .json()
                    .get("events")
                    .values()
                    .forEach(event -> checkMissed(event, target, mode, shown));
            if (relationship != Relationship.SELF) {
                checkChat(pinned, shown);
            }
        }
    }

    private static boolean isNamed(JsonNode data, Audience mode) {
        return data.get("name").asString().equals("Called " + mode);
    }

    private static void change(Person target, Audience mode) {
        String audience = mode.name().toLowerCase(Locale.ROOT);
        target.api()
                .put(
                        "/api/v1/users/profile",
                        Map.of(
                                "name", "Called " + mode,
                                "avatar_url", AVATAR,
                                "privacy_avatar", audience,
                                "privacy_last_seen", audience))
                .expect(200);
    }

    private static void checkPerson(JsonNode data, Person target, Audience mode, boolean shown) {
        assertThat(data.propertyNames()).containsExactly("id", "name", "username", "avatar_url");
        assertThat(data.get("id").asLong()).isEqualTo(target.id());
        assertThat(data.get("name").asString()).isEqualTo("Called " + mode);
        assertThat(data.get("username").asString()).isEqualTo(target.username());
        assertThat(data.get("avatar_url").asString("hidden")).isEqualTo(shown ? AVATAR : "hidden");
    }

    private static void checkMissed(JsonNode event, Person target, Audience mode, boolean shown) {
        JsonNode data = event.get("data");
        if (event.get("type").asString().equals("user_updated")) {
            checkPerson(data, target, mode, shown);
        } else if (!data.path("counterpart_user_id").isMissingNode()
                && !data.get("counterpart_user_id").isNull()) {
            checkChat(data, shown);
        }
    }

    private static void checkChat(JsonNode chat, boolean shown) {
        assertThat(chat.get("counterpart_avatar_url").asString("hidden")).isEqualTo(shown ? AVATAR : "hidden");
        assertThat(chat.get("counterpart_is_online").asBoolean())
                .as("they made a request just now")
                .isEqualTo(shown);
        assertThat(chat.get("counterpart_last_seen_at").isNull()).isEqualTo(!shown);
    }

    private static void relate(Person viewer, Person target, Relationship relationship) {
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

    @Test
    @Tag("R4")
    void it_is_told_to_whom_it_concerns_and_kept_for_counterparts_alone() {
        Person ann = SERVER.person();
        Person counterpart = SERVER.person();
        Person fellow = SERVER.person();
        Person subscriber = SERVER.person();
        Person owner = SERVER.person();
        Person stranger = SERVER.person();
        counterpart.privateChatWith(ann);
        group(ann, fellow);
        chat("channel", owner, ann, subscriber);
        List<Person> all = List.of(ann, counterpart, fellow, owner, subscriber, stranger);
        List<Stream> streams =
                all.stream().map(person -> Stream.of(SERVER_URI, person)).toList();
        List<Long> starts = streams.stream().map(Stream::cursor).toList();
        ann.api().put("/api/v1/users/profile", Map.of("name", "Anna")).expect(200);
        for (int i = 0; i < 4; i++) {
            assertThat(streams.get(i).await("user_updated").get("name").asString())
                    .isEqualTo("Anna");
            assertThat(streams.get(i)
                            .events("user_updated")
                            .getFirst()
                            .get("cursor")
                            .isNull())
                    .as("not kept for whom one meets in groups alone")
                    .isEqualTo(i > 1);
        }
        for (int i = 0; i < all.size(); i++) {
            Person person = all.get(i);
            Stream stream = streams.get(i);
            long mark = person.send(saved(person), "mark");
            stream.await("message_created", data -> data.get("id").asLong() == mark);
            assertThat(stream.events("user_updated")).hasSize(i < 4 ? 1 : 0);
            assertThat(person.api()
                            .get("/api/v1/updates?after=" + starts.get(i))
                            .expect(200)
                            .json()
                            .get("events"))
                    .filteredOn(event -> event.get("type").asString().equals("user_updated"))
                    .hasSize(i < 2 ? 1 : 0);
            stream.close();
        }
    }

    @Test
    @Tag("U8")
    void contacts_and_blocks_show_to_the_other_side_where_an_avatar_comes_or_goes_alone() {
        Person plain = SERVER.person();
        Person pictured = SERVER.person();
        Person viewer = SERVER.person();
        viewer.privateChatWith(plain);
        viewer.privateChatWith(pictured);
        pictured.api()
                .put("/api/v1/users/profile", Map.of("avatar_url", AVATAR, "privacy_avatar", "contacts"))
                .expect(200);
        try (Stream stream = Stream.of(SERVER_URI, viewer)) {
            for (Person person : List.of(plain, pictured)) {
                person.api().post("/api/v1/users/" + viewer.id() + "/contacts").expect(204);
                person.api().post("/api/v1/users/" + viewer.id() + "/block").expect(204);
                person.api().delete("/api/v1/users/" + viewer.id() + "/block").expect(204);
            }
            long mark = viewer.send(saved(viewer), "mark");
            stream.await("message_created", data -> data.get("id").asLong() == mark);
            List<JsonNode> told = stream.events("user_updated").stream()
                    .map(event -> event.get("data"))
                    .toList();
            assertThat(told)
                    .allMatch(data -> data.get("id").asLong() == pictured.id())
                    .isNotEmpty();
            assertThat(told.getLast().get("avatar_url").isNull())
                    .as("a block ends being a contact")
                    .isTrue();
        }
    }

    @Test
    @Tag("A11")
    void of_a_deleted_account_counterparts_learn_what_it_is_called_then() {
        Person gone = SERVER.person();
        Person viewer = SERVER.person();
        long chat = viewer.privateChatWith(gone);
        try (Stream stream = Stream.of(SERVER_URI, viewer)) {
            gone.api()
                    .exchange("DELETE", "/api/v1/users/me", "{\"password\":\"" + gone.password() + "\"}")
                    .expect(204);
            JsonNode told = stream.await("user_updated");
            JsonNode read =
                    viewer.api().get("/api/v1/chats/" + chat).expect(200).json();
            assertThat(told.get("name")).isEqualTo(read.get("counterpart_name"));
            assertThat(told.get("username")).isEqualTo(read.get("counterpart_username"));
            assertThat(told.get("avatar_url").isNull()).isTrue();
        }
    }

    private static long saved(Person person) {
        return person.api()
                .get("/api/v1/chats/saved")
                .expect(200)
                .json()
                .get("id")
                .asLong();
    }

    private static long group(Person owner, Person... members) {
        return chat("group", owner, members);
    }

    private static long chat(String type, Person owner, Person... members) {
        List<Long> ids = Arrays.stream(members).map(Person::id).toList();
        return owner.api()
                .post("/api/v1/chats", Map.of("type", type, "title", "A chat", "member_ids", ids))
                .expect(200)
                .json()
                .get("id")
                .asLong();
    }
}
