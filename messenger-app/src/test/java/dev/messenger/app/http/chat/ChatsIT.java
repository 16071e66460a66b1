package dev.messenger.app.http.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Creating chats, their properties and their settings (rules H1, H2, H4, H9, H13 to H15). */
class ChatsIT {

    private final TestServer server = TestServer.shared();
    private final Person anna = server.person();
    private final Person boris = server.person();

    @Test
    @Tag("C1")
    @Tag("H3")
    @Tag("H4")
    void chatReadHasEveryKeyOfTheReference() {
        Chat group = Chat.group(anna, boris);
        JsonNode chat = anna.api().get("/api/v1/chats").expect(200).json().get(0);

        assertThat(chat.propertyNames())
                .containsExactly(
                        "id",
                        "public_id",
                        "type",
                        "title",
                        "avatar_url",
                        "display_title",
                        "handle",
                        "description",
                        "is_public",
                        "is_saved",
                        "archived",
                        "pinned",
                        "unread_count",
                        "unread_mentions_count",
                        "pinned_message_id",
                        "members_count",
                        "online_count",
                        "subscribers_count",
                        "counterpart_user_id",
                        "counterpart_name",
                        "counterpart_username",
                        "counterpart_avatar_url",
                        "counterpart_is_online",
                        "counterpart_last_seen_at",
                        "last_message_text",
                        "last_message_type",
                        "last_message_created_at",
                        "my_role",
                        "created_at",
                        "muted",
                        "last_message_id",
                        "cleared_message_id");
        assertThat(group.seenBy(anna).propertyNames())
                .containsAll(chat.propertyNames())
                .contains("members");
    }

    @Test
    @Tag("P1")
    @Tag("H4")
    void showsWhoIsOnline() {
        Chat pair = Chat.pair(anna, boris); // both have just made a request
        JsonNode chat = pair.seenBy(anna);

        assertThat(chat.get("counterpart_user_id").asLong()).isEqualTo(boris.id());
        assertThat(chat.get("counterpart_is_online").asBoolean()).isTrue();
        assertThat(chat.get("counterpart_last_seen_at").asString()).endsWith("Z");
        assertThat(chat.get("online_count").asInt()).as("the others").isEqualTo(1);
        assertThat(Chat.group(anna, boris).seenBy(anna).get("online_count").asInt())
                .isEqualTo(1);
    }

    @Test
    @Tag("H1")
    void aPrivateChatHasExactlyOneOtherSide() {
        make(anna, Map.of("type", "private", "member_ids", List.of())).expect(422);
        make(anna, Map.of("type", "private")).expect(422);
        make(anna, Map.of("type", "private", "member_ids", List.of(anna.id()))).expect(422);
        make(anna, Map.of("type", "private", "member_ids", List.of(anna.id(), boris.id())))
                .expect(422);
        make(anna, Map.of("type", "private", "member_ids", List.of(1L << 50))).expect(404);
        make(anna, Map.of("type", "private", "member_ids", List.of(boris.id()), "is_public", true))
                .expect(422);
        JsonNode chat = make(
                        anna,
                        Map.of("type", "private", "member_ids", List.of(boris.id()), "title", "Us", "handle", "x"))
                .expect(200)
                .json();
        assertThat(chat.get("title").isNull()).as("means nothing here").isTrue();
        assertThat(chat.get("handle").isNull()).isTrue();
    }

    @Test
    @Tag("H2")
    void nothingIsMadeWhenOneMemberIsUnknown() {
        String handle = Chat.handle();
        Map<String, Object> wanted = Map.of(
                "type",
                "group",
                "title",
                "G",
                "is_public",
                true,
                "handle",
                handle,
                "member_ids",
                List.of(boris.id(), 1L << 50));
        assertThat(make(anna, wanted).expect(404).code()).isEqualTo("user_not_found");

        assertThat(Chat.listed(anna, "")).isEmpty();
        Chat.make(anna, Map.of("type", "group", "title", "G", "is_public", true, "handle", handle));
    }

    @ParameterizedTest
    @CsvSource({"'', 422", "'   ', 422", "x, 200"})
    @Tag("H2")
    void aTitleHasSomethingInIt(String title, int status) {
        make(anna, Map.of("type", "channel", "title", title)).expect(status);
        make(anna, Map.of("type", "group", "title", "x".repeat(101))).expect(422);
    }

    @Test
    @Tag("C11")
    @Tag("H15")
    void thePublicIdStandsForTheIdEverywhere() {
        Chat group = Chat.group(anna);
        String publicId = group.seenBy(anna).get("public_id").asString();

        assertThat(publicId).matches("[A-Z0-9]{24}");
        JsonNode byPublicId =
                anna.api().get("/api/v1/chats/" + publicId).expect(200).json();
        assertThat(byPublicId.get("id").asLong()).isEqualTo(group.id());
        anna.api().post("/api/v1/chats/" + publicId + "/archive").expect(200);
        anna.api().get("/api/v1/messages/" + publicId).expect(200);
        boris.api().get("/api/v1/chats/" + publicId).expect(404);
        anna.api().get("/api/v1/chats/" + "0".repeat(24)).expect(404);
        anna.api().get("/api/v1/chats/nonsense").expect(422);
    }

    @Test
    @Tag("H14")
    void theSavedChatIsAPrivateChatOfOne() {
        JsonNode saved = anna.api().get("/api/v1/chats/saved").expect(200).json();
        long message = anna.send(saved.get("id").asLong(), "Note");

        assertThat(saved.get("is_saved").asBoolean()).isTrue();
        assertThat(saved.get("type").asString()).isEqualTo("private");
        assertThat(saved.get("display_title").asString()).isEqualTo("Saved messages");
        assertThat(saved.get("members_count").asInt()).isEqualTo(1);
        assertThat(saved.get("online_count").asInt()).isZero();
        assertThat(saved.get("counterpart_user_id").isNull()).isTrue();
        Chat chat = new Chat(saved.get("id").asLong());
        chat.pin(anna, message).expect(200);
        chat.delete(anna, true).expect(204);
        JsonNode cleared = anna.api().get("/api/v1/chats/saved").expect(200).json();
        assertThat(cleared.get("id").asLong()).as("it stays").isEqualTo(chat.id());
        assertThat(cleared.get("last_message_text").isNull())
                .as("and is cleared")
                .isTrue();
        assertThat(cleared.get("pinned_message_id").isNull()).isTrue();
    }

    @Test
    @Tag("H13")
    void mutingIsOnesOwn() {
        Chat group = Chat.group(anna, boris);
        JsonNode muted = anna.api()
                .put(group.path("/notifications"), Map.of("muted", true))
                .expect(200)
                .json();

        assertThat(muted)
                .isEqualTo(
                        anna.api().get(group.path("/notifications")).expect(200).json());
        assertThat(muted.get("chat_id").asLong()).isEqualTo(group.id());
        assertThat(muted.get("user_id").asLong()).isEqualTo(anna.id());
        assertThat(muted.get("muted").asBoolean()).isTrue();
        assertThat(boris.api()
                        .get(group.path("/notifications"))
                        .expect(200)
                        .json()
                        .get("muted")
                        .asBoolean())
                .isFalse();
        anna.api().put(group.path("/notifications"), Map.of("muted", "yes")).expect(422);
    }

    @Test
    @Tag("H13")
    void aPinnedMessageIsOfTheChatAndVisible() {
        Chat group = Chat.group(anna, boris);
        Chat elsewhere = Chat.group(anna);
        long message = boris.send(group.id(), "Pin me");

        assertThat(group.pin(anna, message)
                        .expect(200)
                        .json()
                        .get("pinned_message_id")
                        .asLong())
                .isEqualTo(message);
        assertThat(group.seenBy(boris).get("pinned_message_id").asLong()).isEqualTo(message);
        assertThat(elsewhere.pin(anna, message).expect(404).code()).isEqualTo("message_not_found");
        group.pin(anna, 1L << 50).expect(404);
        anna.api().post(group.path("/pin"), Map.of()).expect(422);
        boris.api().post(group.path("/clear")).expect(204);
        assertThat(group.seenBy(boris).get("pinned_message_id").isNull())
                .as("what one cannot see is not shown as pinned")
                .isTrue();
        assertThat(group.pin(anna, null)
                        .expect(200)
                        .json()
                        .get("pinned_message_id")
                        .isNull())
                .isTrue();
    }

    @Test
    @Tag("H9")
    void staffEditsTitleAndProfile() {
        Chat group = Chat.group(anna, boris);
        JsonNode changed = anna.api()
                .patch(
                        group.path("/profile"),
                        Map.of("title", " New ", "description", "About", "avatar_url", "https://example.com/a.png"))
                .expect(200)
                .json();

        assertThat(changed.get("title").asString()).isEqualTo("New");
        assertThat(changed.get("description").asString()).isEqualTo("About");
        assertThat(changed.get("avatar_url").asString()).isEqualTo("https://example.com/a.png");
        JsonNode cleared = anna.api()
                .exchange("PATCH", group.path("/profile"), "{\"description\": null, \"avatar_url\": null}")
                .expect(200)
                .json();
        assertThat(cleared.get("title").asString()).as("not mentioned").isEqualTo("New");
        assertThat(cleared.get("description").isNull()).isTrue();
        assertThat(cleared.get("avatar_url").isNull()).isTrue();
        anna.api()
                .exchange("PATCH", group.path("/profile"), "{\"title\": null}")
                .expect(422);
        anna.api()
                .patch(group.path("/profile"), Map.of("avatar_url", "javascript:alert(1)"))
                .expect(422);
        boris.api()
                .patch(group.path("/profile"), Map.of("avatar_url", "https://example.com/a.png"))
                .expect(403);
        assertThat(anna.api()
                        .patch(group.path("/title"), Map.of("title", "Newer"))
                        .expect(200)
                        .json()
                        .get("display_title")
                        .asString())
                .isEqualTo("Newer");
    }

    private static Api.Response make(Person person, Map<String, ?> body) {
        return person.api().post("/api/v1/chats", body);
    }
}
