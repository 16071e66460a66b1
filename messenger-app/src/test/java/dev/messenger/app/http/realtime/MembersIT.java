package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The recipients of events in groups and channels (rules R2, R4). */
@Tag("R2")
@Tag("R4")
class MembersIT {

    private static final TestServer SERVER = TestServer.shared();
    private static final URI SERVER_URI = Stream.uri(SERVER.api());

    @Test
    void the_last_that_the_removed_hear_is_their_removal() {
        Person owner = SERVER.person();
        Person gone = SERVER.person();
        Person stays = SERVER.person();
        long group = chat(owner, "group", gone, stays);
        long mutual = owner.privateChatWith(gone);
        try (Stream hers = Stream.of(SERVER_URI, gone);
                Stream his = Stream.of(SERVER_URI, stays)) {
            long start = hers.cursor();
            owner.send(group, "still here");
            hers.await("message_created");
            owner.api()
                    .delete("/api/v1/chats/" + group + "/members/" + gone.id())
                    .expect(204);
            long secret = owner.send(group, "without you");
            long mark = owner.send(mutual, "mark");

            his.await("message_created", data -> data.get("id").asLong() == secret);
            hers.await("message_created", data -> data.get("id").asLong() == mark);
            JsonNode removed = hers.await("member_removed");
            assertThat(removed.get("user_id").asLong()).isEqualTo(gone.id());
            assertThat(hers.events("member_removed")).hasSize(1);
            assertThat(his.events("member_removed")).hasSize(1);
            assertThat(hers.events("message_created"))
                    .noneMatch(event -> event.get("data").get("id").asLong() == secret);

            JsonNode replayed =
                    gone.api().get("/api/v1/updates?after=" + start).expect(200).json();
            assertThat(replayed.get("events"))
                    .as("who asks later hears of the group that it is over, and nothing else")
                    .filteredOn(event -> event.get("data").path("chat_id").asLong() == group)
                    .extracting(event -> event.get("type").asString())
                    .containsExactly("member_removed");
        }
    }

    @Test
    void in_channels_members_hear_of_members_only_what_concerns_themselves_and_of_receipts_nothing() {
        Person owner = SERVER.person();
        Person reader = SERVER.person();
        Person newcomer = SERVER.person();
        long channel = chat(owner, "channel", reader);
        try (Stream staff = Stream.of(SERVER_URI, owner);
                Stream hers = Stream.of(SERVER_URI, reader);
                Stream his = Stream.of(SERVER_URI, newcomer)) {
            owner.api()
                    .post("/api/v1/chats/" + channel + "/members", Map.of("user_id", newcomer.id()))
                    .expect(201);
            long post = owner.send(channel, "news");
            hers.await("message_created");
            reader.api()
                    .post(
                            "/api/v1/messages/status",
                            Map.of("chat_id", channel, "message_id", post, "status", "message_read"))
                    .expect(200);
            long mark = owner.send(channel, "mark");
            for (Stream stream : java.util.List.of(staff, hers, his)) {
                stream.await("message_created", data -> data.get("id").asLong() == mark);
                assertThat(stream.events("message_read")).isEmpty();
            }
            assertThat(staff.events("member_added")).hasSize(1);
            assertThat(his.events("member_added")).hasSize(1);
            assertThat(hers.events("member_added")).isEmpty();
            hers.await("chat_updated", data -> data.get("id").asLong() == channel);
        }
    }

    @Test
    void the_end_of_a_chat_is_told_to_all_who_were_in_it() {
        Person owner = SERVER.person();
        Person member = SERVER.person();
        Person stranger = SERVER.person();
        long group = chat(owner, "group", member);
        try (Stream his = Stream.of(SERVER_URI, member);
                Stream strangers = Stream.of(SERVER_URI, stranger)) {
            long start = his.cursor();
            owner.api().delete("/api/v1/chats/" + group + "?for_all=true").expect(204);
            assertThat(his.await("chat_deleted").get("id").asLong()).isEqualTo(group);
            assertThat(member.api()
                            .get("/api/v1/updates?after=" + start)
                            .expect(200)
                            .json()
                            .get("events"))
                    .extracting(event -> event.get("type").asString())
                    .containsExactly("chat_deleted");
            assertThat(strangers.events("chat_deleted")).isEmpty();
        }
    }

    @Test
    void ones_own_arrangement_is_told_to_oneself_alone() {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        long chat = ann.privateChatWith(bob);
        try (Stream hers = Stream.of(SERVER_URI, ann);
                Stream his = Stream.of(SERVER_URI, bob)) {
            ann.api().post("/api/v1/chats/" + chat + "/archive").expect(200);
            assertThat(hers.await("chat_updated").get("archived").asBoolean()).isTrue();
            long mark = ann.send(chat, "mark");
            his.await("message_created", data -> data.get("id").asLong() == mark);
            assertThat(his.events("chat_updated")).isEmpty();
        }
    }

    private static long chat(Person owner, String type, Person... members) {
        return owner.api()
                .post(
                        "/api/v1/chats",
                        Map.of(
                                "type",
                                type,
                                "title",
                                "A chat",
                                "member_ids",
                                java.util.Arrays.stream(members).map(Person::id).toList()))
                .expect(200)
                .json()
                .get("id")
                .asLong();
    }
}
