package dev.messenger.app.http.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Deleting and clearing chats, for oneself or for all (rules H11, H12). */
class ChatDeletionIT {

    private final TestServer server = TestServer.shared();
    private final Person anna = server.person();
    private final Person boris = server.person();

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
}
