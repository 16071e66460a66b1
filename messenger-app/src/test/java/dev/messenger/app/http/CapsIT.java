package dev.messenger.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.app.testing.Uploading;
import dev.messenger.contracts.shared.Together;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one user may hold, on a server that allows little. */
class CapsIT {

    private static final byte[] PICTURE = {1, 2, 3, 4, 5};

    private static TestServer server;

    private final Person ann = server.person();
    private final Person bob = server.person();
    private final Person cid = server.person();

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(
                "MAX_CHATS", "4",
                "MAX_OWNED_CHATS", "2",
                "MAX_GROUP_MEMBERS", "2",
                "MAX_CHANNEL_MEMBERS", "3",
                "MAX_CONTACTS", "1",
                "MAX_SESSIONS", "2",
                "MAX_PENDING_UPLOADS", "2",
                "MAX_PENDING_UPLOAD_BYTES", "20"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("H16")
    void aUserOwnsSoManyGroupsAndChannels() {
        create(ann, "group").expect(200);
        create(ann, "channel").expect(200);
        Api.Response refused = create(ann, "group").expect(422);

        assertThat(refused.code()).isEqualTo("too_many_chats");
        assertThat(refused.json().get("detail").asString())
                .isEqualTo("You own 2 groups and channels, the most there may be. Delete some, or hand them over.");
        create(bob, "group", ann).expect(200);
        ann.privateChatWith(bob);
    }

    @RepeatedTest(5)
    @Tag("H16")
    void ofGroupsMadeAtOnceTheLastPlaceGoesToOne() {
        create(ann, "group").expect(200);

        assertThat(Together.succeed(4, number -> create(ann, "group").status()))
                .containsExactlyInAnyOrder(200, 422, 422, 422);
    }

    @Test
    @Tag("H16")
    void aUserIsInSoManyChats() {
        create(ann, "group").expect(200);
        create(ann, "group").expect(200);
        create(bob, "group", ann).expect(200);
        create(bob, "group", ann).expect(200);

        Api.Response refused = ann.api()
                .post("/api/v1/chats", Map.of("type", "private", "member_ids", List.of(bob.id())))
                .expect(422);
        assertThat(refused.code()).isEqualTo("too_many_chats");
        assertThat(refused.json().get("detail").asString())
                .isEqualTo("You are in 4 chats, the most there may be. Leave some.");
        Api.Response ofAnother = create(cid, "group", ann).expect(422);
        assertThat(ofAnother.code()).isEqualTo("too_many_chats");
        assertThat(ofAnother.json().get("detail").asString())
                .isEqualTo("member_ids: user " + ann.id() + " is in too many chats to be put into another one.");
        cid.privateChatWith(bob);
    }

    @RepeatedTest(5)
    @Tag("H17")
    void ofThoseWhoJoinAtOnceTheLastPlaceGoesToOne() {
        long chat = create(ann, "channel", bob).expect(200).json().get("id").asLong();
        String token = ann.api()
                .post("/api/v1/chats/" + chat + "/invite-link")
                .expect(200)
                .json()
                .get("token")
                .asString();
        List<Person> people = List.of(cid, server.person(), server.person());
        List<Api.Response> answers = Together.succeed(
                3, number -> people.get(number).api().post("/api/v1/chats/join-by-invite", Map.of("token", token)));

        assertThat(answers).extracting(Api.Response::status).containsExactlyInAnyOrder(200, 422, 422);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 422)
                .extracting(Api.Response::code)
                .containsOnly("too_many_members");
    }

    @Test
    @Tag("H17")
    void aGroupHasSoManyMembers() {
        long chat = create(ann, "group", bob).expect(200).json().get("id").asLong();
        Api.Response refused = ann.api()
                .post("/api/v1/chats/" + chat + "/members", Map.of("user_id", cid.id()))
                .expect(422);

        assertThat(refused.code()).isEqualTo("too_many_members");
        assertThat(refused.json().get("detail").asString())
                .isEqualTo("This chat may have 2 members. Remove some, or open another one.");
    }

    @RepeatedTest(5)
    @Tag("U9")
    void ofContactsAddedAtOnceTheLastPlaceGoesToOne() {
        List<Person> people = List.of(bob, cid, server.person());
        List<Api.Response> answers = Together.succeed(
                3,
                number -> ann.api().post("/api/v1/users/" + people.get(number).id() + "/contacts"));

        assertThat(answers).extracting(Api.Response::status).containsExactlyInAnyOrder(204, 422, 422);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 422)
                .extracting(Api.Response::code)
                .containsOnly("too_many_contacts");
        assertThat(ann.api().get("/api/v1/users/contacts").json()).hasSize(1);
    }

    @Test
    @Tag("U9")
    void aUserBlocksSoMany() {
        ann.api().post("/api/v1/users/" + bob.id() + "/block").expect(204);
        ann.api().post("/api/v1/users/" + bob.id() + "/block").expect(204);

        assertThat(ann.api()
                        .post("/api/v1/users/" + cid.id() + "/block")
                        .expect(422)
                        .code())
                .isEqualTo("too_many_blocked");
    }

    @Test
    @Tag("A24")
    void beyondTheCapTheSessionUsedLongestAgoEnds() {
        Person second = server.signIn(ann.username(), ann.email(), ann.password());
        Person third = server.signIn(ann.username(), ann.email(), ann.password());

        ann.api().get("/api/v1/users/me").expect(401);
        second.api().get("/api/v1/users/me").expect(200);
        assertThat(third.api().get("/api/v1/auth/sessions").expect(200).json()).hasSize(2);
    }

    @RepeatedTest(5)
    @Tag("A24")
    void manyWhoSignInAtOnceKeepToTheCap() {
        List<String> tokens = Together.succeed(
                4,
                number -> server.api()
                        .post("/api/v1/auth/login", Map.of("email", ann.email(), "password", ann.password()))
                        .expect(200)
                        .json()
                        .get("access_token")
                        .asString());

        assertThat(tokens)
                .filteredOn(
                        token -> server.api().as(token).get("/api/v1/users/me").status() == 200)
                .hasSize(2);
    }

    @RepeatedTest(5)
    @Tag("D7")
    void ofLinksAskedForAtOnceTheLastGoesToOne() {
        link(ann, 1).expect(200);
        List<Api.Response> answers = Together.succeed(4, number -> link(ann, 1));

        assertThat(answers).extracting(Api.Response::status).containsExactlyInAnyOrder(200, 422, 422, 422);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 422)
                .extracting(Api.Response::code)
                .containsOnly("too_many_uploads");
        link(bob, 1).expect(200);
    }

    @Test
    @Tag("D7")
    void bytesCountAsDeclaredUntilTheFileIsAttached() {
        Uploading file = Uploading.done(ann, "image/png", PICTURE);
        link(ann, 16).expect(422);
        long message = ann.send(ann.privateChatWith(bob), "A picture");
        file.attachTo(message).expect(200);

        link(ann, 20).expect(200);
        assertThat(link(ann, 1).expect(422).code()).isEqualTo("too_many_uploads");
    }

    @Test
    @Tag("D7")
    void anAvatarDoesNotCount() {
        Uploading picture = Uploading.done(ann, "image/png", PICTURE);
        link(ann, 16).expect(422);
        ann.api()
                .put("/api/v1/users/profile", Map.of("avatar_url", picture.fileUrl()))
                .expect(200);

        link(ann, 20).expect(200);
    }

    private static Api.Response create(Person owner, String type, Person... members) {
        return owner.api()
                .post(
                        "/api/v1/chats",
                        Map.of(
                                "type",
                                type,
                                "title",
                                "A chat",
                                "member_ids",
                                List.of(members).stream().map(Person::id).toList()));
    }

    private static Api.Response link(Person owner, long size) {
        return owner.api()
                .post(
                        "/api/v1/media/upload-url",
                        Map.of("file_name", "a file", "file_type", "image/png", "file_size", size));
    }
}
