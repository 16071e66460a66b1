package dev.messenger.app.http.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Making chats, what they show, and how they go (rules H1, H2, H4, H6, H7, H11 to H15). */
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
                        "created_at");
        assertThat(group.seenBy(anna).propertyNames())
                .containsAll(chat.propertyNames())
                .contains("members");
    }

    @Test
    @Tag("P1")
    @Tag("H4")
    void showsWhoIsOnline() {
        Chat pair = Chat.pair(anna, boris); // both made a request a moment ago
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
    @Tag("H5")
    void theListIsPinnedFirstThenByActivity() {
        Chat oldest = Chat.group(anna, boris);
        Chat middle = Chat.group(anna, boris);
        Chat newest = Chat.group(anna, boris);
        anna.api().post(oldest.path("/pin-chat")).expect(200);
        boris.send(middle.id(), "Up");

        assertThat(Chat.listed(anna, "")).containsExactly(oldest.id(), middle.id(), newest.id());
        assertThat(Chat.listed(anna, "?limit=1&before_id=" + oldest.id())).containsExactly(middle.id());
        assertThat(Chat.listed(anna, "?before_id=" + middle.id())).containsExactly(newest.id());
        assertThat(Chat.listed(boris, ""))
                .as("a pin is one's own")
                .containsExactly(middle.id(), newest.id(), oldest.id());
        anna.api().post(middle.path("/archive")).expect(200);
        assertThat(Chat.listed(anna, "")).containsExactly(oldest.id(), newest.id());
        assertThat(Chat.listed(anna, "?archived=true")).containsExactly(middle.id());
        assertThat(anna.api()
                        .post(middle.path("/unarchive"))
                        .expect(200)
                        .json()
                        .get("archived")
                        .asBoolean())
                .isFalse();
        anna.api().post(oldest.path("/unpin-chat")).expect(200);
        assertThat(Chat.listed(anna, "")).containsExactly(middle.id(), newest.id(), oldest.id());
    }

    @Test
    @Tag("H5")
    void theListIsSearchedByWhatChatsAreCalled() {
        Chat pair = Chat.pair(anna, boris);
        Chat roses = Chat.make(anna, Map.of("type", "group", "title", "Розы и %ы"));
        Chat channel = Chat.open("channel", anna);
        String handle = channel.seenBy(anna).get("handle").asString();

        assertThat(Chat.listed(anna, "?query=" + encoded("РОЗ"))).containsExactly(roses.id());
        assertThat(Chat.listed(anna, "?query=" + encoded("%")))
                .as("stands for itself")
                .containsExactly(roses.id());
        assertThat(Chat.listed(anna, "?query=" + handle.substring(3, 12))).containsExactly(channel.id());
        assertThat(Chat.listed(anna, "?query=" + encoded("@" + boris.username())))
                .containsExactly(pair.id());
        assertThat(Chat.listed(anna, "?query=" + encoded("name of " + boris.username())))
                .containsExactly(pair.id());
        assertThat(Chat.listed(anna, "?query=channel")).containsExactly(channel.id());
        assertThat(Chat.listed(anna, "?query=private")).containsExactly(pair.id());
        assertThat(Chat.listed(anna, "?query=nothing+like+it")).isEmpty();
    }

    @Test
    @Tag("H6")
    @Tag("H7")
    void publicChatsAreSeenByAllAndReadByMembers() {
        Chat open = Chat.open("group", anna);
        anna.send(open.id(), "For members");
        JsonNode seen = open.seenBy(boris);

        assertThat(seen.get("members")).isEmpty();
        assertThat(seen.get("my_role").isNull()).isTrue();
        assertThat(seen.get("last_message_text").isNull()).isTrue();
        assertThat(seen.get("unread_count").asInt()).isZero();
        assertThat(boris.api().get("/api/v1/messages/" + open.id()).expect(403).code())
                .isEqualTo("not_a_member");
        JsonNode found = discovered(boris, "?query=" + seen.get("handle").asString());
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("is_member").asBoolean()).isFalse();
        open.join(boris).expect(200);
        assertThat(discovered(boris, "?query=@" + seen.get("handle").asString().substring(2, 15))
                        .get(0)
                        .get("is_member")
                        .asBoolean())
                .isTrue();
    }

    @Test
    @Tag("H7")
    void discoveryShowsTheLargestFirst() {
        String word = "w" + Chat.handle();
        Chat small = Chat.make(anna, open(word + " small"));
        Chat large = Chat.make(anna, open(word + " large"));
        large.join(boris).expect(200);
        Chat.make(anna, Map.of("type", "group", "title", word + " closed"));
        JsonNode found = discovered(boris, "?query=" + word);

        assertThat(found.values()).extracting(chat -> chat.get("id").asLong()).containsExactly(large.id(), small.id());
        assertThat(discovered(boris, "?limit=1&query=" + word)).hasSize(1);
        assertThat(discovered(boris, "")).isNotEmpty();
        boris.api().get("/api/v1/chats/discover?limit=0").expect(422);
    }

    @Test
    @Tag("H11")
    void aPrivateChatIsHiddenForOneUntilANewMessageComes() {
        Chat pair = Chat.pair(anna, boris);
        boris.send(pair.id(), "Old");
        pair.delete(anna, false).expect(204);

        assertThat(Chat.listed(anna, "")).isEmpty();
        assertThat(Chat.listed(boris, "")).containsExactly(pair.id());
        assertThat(pair.seenBy(anna).get("last_message_text").isNull())
                .as("cleared")
                .isTrue();
        boris.send(pair.id(), "New");
        assertThat(Chat.listed(anna, "")).containsExactly(pair.id());
        assertThat(pair.seenBy(anna).get("unread_count").asInt()).isEqualTo(1);
        pair.delete(anna, false).expect(204);
        assertThat(anna.privateChatWith(boris))
                .as("asking for it brings it back")
                .isEqualTo(pair.id());
        assertThat(Chat.listed(anna, "")).containsExactly(pair.id());
    }

    @Test
    @Tag("H11")
    void deletedForAllItIsGoneAndCanBeMadeAnew() {
        Chat pair = Chat.pair(anna, boris);
        anna.send(pair.id(), "Hello");
        pair.delete(boris, true).expect(204);

        anna.api().get(pair.path("")).expect(404);
        anna.api().get("/api/v1/messages/" + pair.id()).expect(404);
        pair.delete(anna, true).expect(404);
        assertThat(Chat.listed(anna, "")).isEmpty();
        long again = anna.privateChatWith(boris);
        assertThat(again).isNotEqualTo(pair.id());
        assertThat(anna.api().get("/api/v1/messages/" + again).expect(200).json())
                .isEmpty();
    }

    @Test
    @Tag("H11")
    void onlyTheOwnerDeletesAGroupForAll() {
        Chat group = Chat.group(anna, boris);
        assertThat(group.delete(boris, true).expect(403).code()).isEqualTo("not_permitted");
        group.delete(boris, false).expect(204);
        boris.api().get(group.path("")).expect(404);
        group.delete(anna, true).expect(204);

        anna.api().get(group.path("")).expect(404);
    }

    @Test
    @Tag("H12")
    void clearingHidesWhatWasForOneAlone() {
        Chat group = Chat.group(anna, boris);
        boris.send(group.id(), "One");
        boris.send(group.id(), "Two");
        anna.api().post(group.path("/clear")).expect(204);

        JsonNode cleared = group.seenBy(anna);
        assertThat(cleared.get("unread_count").asInt()).isZero();
        assertThat(cleared.get("last_message_text").isNull()).isTrue();
        assertThat(anna.api().get("/api/v1/messages/" + group.id()).expect(200).json())
                .isEmpty();
        assertThat(boris.api().get("/api/v1/messages/" + group.id()).expect(200).json())
                .hasSize(2);
        boris.send(group.id(), "Three");
        assertThat(group.seenBy(anna).get("unread_count").asInt()).isEqualTo(1);
    }

    @Test
    @Tag("H12")
    void aNewMemberSeesTheWholeHistoryAsRead() {
        Chat group = Chat.group(anna);
        anna.send(group.id(), "Before");
        group.add(anna, boris).expect(201);

        assertThat(group.seenBy(boris).get("unread_count").asInt()).isZero();
        assertThat(boris.api().get("/api/v1/messages/" + group.id()).expect(200).json())
                .hasSize(1);
        anna.send(group.id(), "After");
        assertThat(group.seenBy(boris).get("unread_count").asInt()).isEqualTo(1);
        group.leave(boris).expect(204);
        group.add(anna, boris).expect(201);
        assertThat(group.seenBy(boris).get("unread_count").asInt())
                .as("after coming back")
                .isZero();
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

    private static Map<String, Object> open(String title) {
        return Map.of("type", "group", "title", title, "is_public", true, "handle", Chat.handle());
    }

    private static JsonNode discovered(Person person, String query) {
        return person.api().get("/api/v1/chats/discover" + query).expect(200).json();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
