package dev.messenger.app.http.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.app.testing.Uploading;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.PrivacyPolicy;
import dev.messenger.domain.people.Relationship;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Privacy settings and blocks refuse private chats and group invitations (rules H1, H2, U8). */
@Tag("H1")
@Tag("U8")
class RefusalsIT {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    private final TestServer server = TestServer.shared();
    private final Person anna = server.person();
    private final Person boris = server.person();

    static Stream<Arguments> everyCase() {
        return Arrays.stream(Audience.values())
                .flatMap(mode -> Arrays.stream(Relationship.values())
                        .filter(caller -> caller != Relationship.SELF)
                        .map(caller -> Arguments.of(mode, caller)));
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    @Tag("H2")
    @Tag("U2")
    void whoMayStartAChatOrAddIsWhomThePolicyLets(Audience mode, Relationship caller) {
        privacy(boris, "privacy_private_messages", mode);
        privacy(boris, "privacy_group_invites", mode);
        relate(caller);
        boolean allowed = PrivacyPolicy.membersOf(mode).contains(caller);
        Chat own = Chat.group(anna);
        int chatsBefore = Chat.listed(anna, "").size();
        Map<String, Object> withBoris =
                Map.of("type", "group", "title", "With Boris", "member_ids", List.of(boris.id()));

        Api.Response chat = privateChat(anna, boris);
        Api.Response group = anna.api().post("/api/v1/chats", withBoris);
        Api.Response added = own.add(anna, boris);

        if (allowed) {
            chat.expect(200);
            group.expect(200);
            added.expect(201);
        } else {
            for (Api.Response answer : List.of(chat, group, added)) {
                assertThat(answer.expect(403).code()).isEqualTo("privacy_forbids");
            }
            assertThat(Chat.listed(anna, "")).as("nothing was made").hasSize(chatsBefore);
            assertThat(Chat.listed(boris, "")).isEmpty();
        }
    }

    @Test
    void whoeverWasWrittenToMayAnswer() {
        Chat chat = Chat.pair(anna, boris);
        privacy(anna, "privacy_private_messages", Audience.NOBODY);
        assertThat(text(boris, chat).expect(403).code()).isEqualTo("private_messages_refused");
        anna.send(chat.id(), "Hello");

        text(boris, chat).expect(201);
        assertThat(privateChat(boris, anna).expect(200).json().get("id").asLong())
                .as("a chat that is there is found")
                .isEqualTo(chat.id());
        Person carla = server.person();
        privateChat(carla, anna).expect(403);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("M16")
    void aBlockEndsTheTalkOfTwoWhoeverBlocked(boolean annaBlocks) {
        Chat chat = Chat.pair(anna, boris);
        Chat elsewhere = Chat.group(anna, boris);
        long message = anna.send(chat.id(), "Hi");
        long other = anna.send(elsewhere.id(), "Elsewhere");
        Uploading picture = Uploading.done(anna, "image/png", PICTURE);
        Person blocker = annaBlocks ? anna : boris;
        Person blocked = annaBlocks ? boris : anna;
        String block = "/api/v1/users/" + blocked.id() + "/block";
        blocker.api().post(block).expect(204);

        for (Person side : List.of(anna, boris)) {
            assertThat(text(side, chat).expect(403).code()).isEqualTo("private_messages_refused");
            react(side, message).expect(403);
            forward(side, other, chat).expect(403);
            assertThat(forward(side, other, elsewhere, chat).expect(403).code())
                    .as("all or nothing")
                    .isEqualTo("private_messages_refused");
            side.api().get("/api/v1/messages/" + chat.id()).expect(200);
        }
        edit(message).expect(403);
        picture.attachTo(message).expect(403);
        assertThat(history(boris, elsewhere)).hasSize(1);

        text(anna, elsewhere).expect(201);
        react(boris, other).expect(200);
        assertThat(history(blocker, elsewhere)).as("groups in common go on").hasSize(2);

        blocker.api().delete(block).expect(204);
        text(anna, chat).expect(201);
        text(boris, chat).expect(201);
        react(boris, message).expect(200);
        edit(message).expect(200);
        picture.attachTo(message).expect(200);
    }

    @Test
    @Tag("A11")
    void aDeletedAccountCountsAsBlocking() {
        Chat chat = Chat.pair(anna, boris);
        Chat group = Chat.group(anna);
        long message = anna.send(chat.id(), "Hi");
        boris.send(chat.id(), "Hi yourself");
        boris.api()
                .exchange(
                        "DELETE",
                        "/api/v1/users/me",
                        JsonMapper.shared().writeValueAsString(Map.of("password", boris.password())))
                .expect(204);

        text(anna, chat).expect(403);
        edit(message).expect(403);
        react(anna, message).expect(403);
        forward(anna, message, chat).expect(403);
        group.add(anna, boris).expect(403);
        anna.api()
                .post("/api/v1/chats", Map.of("type", "group", "title", "G", "member_ids", List.of(boris.id())))
                .expect(403);
        chat.delete(anna, true).expect(204);
        privateChat(anna, boris).expect(403);
    }

    private void relate(Relationship caller) {
        switch (caller) {
            case CONTACT ->
                boris.api().post("/api/v1/users/" + anna.id() + "/contacts").expect(204);
            case BLOCKED ->
                boris.api().post("/api/v1/users/" + anna.id() + "/block").expect(204);
            case BLOCKING ->
                anna.api().post("/api/v1/users/" + boris.id() + "/block").expect(204);
            case SELF, STRANGER -> {}
        }
    }

    private static void privacy(Person person, String setting, Audience audience) {
        person.api()
                .put("/api/v1/users/profile", Map.of(setting, audience.name().toLowerCase(Locale.ROOT)))
                .expect(200);
    }

    private static Api.Response privateChat(Person caller, Person target) {
        return caller.api().post("/api/v1/chats", Map.of("type", "private", "member_ids", List.of(target.id())));
    }

    private static Api.Response text(Person sender, Chat chat) {
        return sender.api().post("/api/v1/messages", Map.of("chat_id", chat.id(), "type", "text", "text", "Text"));
    }

    private Api.Response edit(long message) {
        return anna.api().put("/api/v1/messages/" + message, Map.of("text", "Edited"));
    }

    private static Api.Response react(Person who, long message) {
        return who.api().post("/api/v1/messages/" + message + "/reactions/toggle", Map.of("emoji", "👍"));
    }

    private static Api.Response forward(Person who, long message, Chat... targets) {
        return who.api()
                .post(
                        "/api/v1/messages/" + message + "/forward-bulk",
                        Map.of(
                                "target_chat_ids",
                                Arrays.stream(targets).map(Chat::id).toList()));
    }

    private static List<Long> history(Person viewer, Chat chat) {
        return viewer.api().get("/api/v1/messages/" + chat.id()).expect(200).json().values().stream()
                .map(message -> message.get("id").asLong())
                .toList();
    }
}
