package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The stream over WebSocket on one node. */
class RealtimeIT {

    private static final TestServer SERVER = TestServer.shared();
    private static final URI SERVER_URI = Stream.uri(SERVER.api());

    @Test
    @Tag("R1")
    void the_first_frame_is_ready_and_what_happens_from_then_on_is_told() {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        long chat = ann.privateChatWith(bob);
        try (Stream stream = Stream.of(SERVER_URI, bob)) {
            long message = ann.send(chat, "Hello");

            JsonNode created = stream.await("message_created");

            assertThat(stream.events().getFirst().get("type").asString()).isEqualTo("ready");
            assertThat(((ObjectNode) created).without("mentioned"))
                    .as("the message as the receiver reads it")
                    .isEqualTo(bob.api()
                            .get("/api/v1/messages/" + chat)
                            .expect(200)
                            .json()
                            .get(0));
            assertThat(created.get("id").asLong()).isEqualTo(message);
            assertThat(stream.events("message_created").getFirst().get("cursor").asLong())
                    .isGreaterThan(stream.events().getFirst().get("cursor").asLong());
        }
    }

    @Test
    @Tag("R1")
    void the_token_may_come_as_the_first_frame() {
        Person ann = SERVER.person();
        try (Stream stream = Stream.connect(SERVER_URI, "", null)) {
            stream.send("{\"type\":\"auth\",\"token\":\"" + ann.token() + "\"}");
            assertThat(stream.await("ready").size()).isZero();
        }
    }

    @ParameterizedTest
    @Tag("R1")
    @ValueSource(strings = {"", "nonsense", "a.b.c"})
    void a_bad_token_closes_with_4401(String token) {
        try (Stream inHeader = Stream.connect(SERVER_URI, "", token.isEmpty() ? "-" : token);
                Stream inFrame = Stream.connect(SERVER_URI, "", null)) {
            inFrame.send("{\"type\":\"auth\",\"token\":\"" + token + "\"}");
            assertThat(inHeader.awaitClose()).isEqualTo(4401);
            assertThat(inFrame.awaitClose()).isEqualTo(4401);
            assertThat(inHeader.events()).isEmpty();
        }
    }

    @Test
    @Tag("R1")
    void no_token_within_five_seconds_or_another_frame_before_it_closes_with_4401() {
        try (Stream silent = Stream.connect(SERVER_URI, "", null);
                Stream hasty = Stream.connect(SERVER_URI, "", null)) {
            hasty.send("{\"type\":\"typing_start\",\"chat_id\":1}");
            assertThat(hasty.awaitClose()).isEqualTo(4401);
            assertThat(silent.awaitClose()).isEqualTo(4401);
        }
    }

    @Test
    @Tag("R1")
    @Tag("R8")
    void a_cursor_that_is_none_closes_with_4422() {
        Person ann = SERVER.person();
        try (Stream stream = Stream.connect(SERVER_URI, "?after=yesterday", ann.token())) {
            assertThat(stream.awaitClose()).isEqualTo(4422);
        }
    }

    @Test
    @Tag("R2")
    void ones_own_doings_come_to_all_of_ones_connections_with_what_is_for_the_sender() {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        try (Stream phone = Stream.of(SERVER_URI, ann);
                Stream desk = Stream.of(SERVER_URI, ann)) {
            long chat = ann.privateChatWith(bob);
            long message = ann.send(chat, "Hello");
            for (Stream stream : List.of(phone, desk)) {
                assertThat(stream.await("chat_created").get("id").asLong()).isEqualTo(chat);
                assertThat(stream.await("message_created")
                                .get("delivery_status")
                                .asString())
                        .isEqualTo("sent");
            }
            read(bob, chat, message);
            assertThat(phone.await("message_read").get("user_id").asLong()).isEqualTo(bob.id());
        }
    }

    @Test
    @Tag("R2")
    void reading_updates_the_chat_on_ones_own_connections() {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        long chat = ann.privateChatWith(bob);
        long message = ann.send(chat, "Hello");
        try (Stream hers = Stream.of(SERVER_URI, ann);
                Stream his = Stream.of(SERVER_URI, bob)) {
            read(bob, chat, message);
            assertThat(his.await("chat_updated").get("unread_count").asInt()).isZero();
            hers.await("message_read");
            assertThat(hers.events("chat_updated")).as("that is his own").isEmpty();
        }
    }

    @Test
    @Tag("R3")
    void who_comes_back_with_a_cursor_gets_everything_since_once_and_in_order_then_what_happens() {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        long chat = ann.privateChatWith(bob);
        Stream first = Stream.of(SERVER_URI, bob);
        long seen = ann.send(chat, "one");
        first.await("message_created");
        long cursor = first.cursor();
        first.abort();
        List<Long> missed = List.of(ann.send(chat, "two"), ann.send(chat, "three"));
        try (Stream second = Stream.after(SERVER_URI, bob, cursor)) {
            second.await("message_created", data -> data.get("id").asLong() == missed.get(1));
            long live = ann.send(chat, "four");
            second.await("message_created", data -> data.get("id").asLong() == live);
            assertThat(second.events("message_created"))
                    .extracting(event -> event.get("data").get("id").asLong())
                    .containsExactly(missed.get(0), missed.get(1), live)
                    .doesNotContain(seen);
        }
    }

    @Test
    @Tag("R3")
    void a_cursor_that_this_messenger_never_gave_is_answered_with_resync() {
        Person ann = SERVER.person();
        try (Stream stream = Stream.after(SERVER_URI, ann, 9_000_000_000_000_000L)) {
            stream.await("resync");
            assertThat(stream.events("resync").getFirst().get("cursor").asLong())
                    .isEqualTo(stream.events("ready").getFirst().get("cursor").asLong())
                    .isLessThan(9_000_000_000_000_000L);
        }
    }

    @Test
    @Tag("R3")
    void a_client_that_polls_gets_the_same() {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        long chat = ann.privateChatWith(bob);
        JsonNode start = bob.api().get("/api/v1/updates").expect(200).json();
        assertThat(start.get("events").size()).isZero();
        ann.send(chat, "one");
        ann.send(chat, "two");
        try (Stream stream = Stream.after(SERVER_URI, bob, start.get("cursor").asLong())) {
            await().until(() -> stream.events("message_created").size() == 2);

            JsonNode first = updates(bob, start.get("cursor").asLong(), 1);
            JsonNode second = updates(bob, first.get("cursor").asLong(), 50);
            assertThat(first.get("more").asBoolean()).isTrue();
            assertThat(second.get("more").asBoolean()).isFalse();
            assertThat(List.of(first.get("events").get(0), second.get("events").get(0)))
                    .isEqualTo(stream.events("message_created"));
        }
        assertThat(updates(bob, 9_000_000_000_000_000L, 10)
                        .get("events")
                        .get(0)
                        .get("type")
                        .asString())
                .isEqualTo("resync");
    }

    @ParameterizedTest
    @Tag("R3")
    @ValueSource(strings = {"after=-1", "after=x", "limit=0", "limit=201", "after="})
    void a_bad_parameter_of_polling_is_refused(String query) {
        SERVER.person().api().get("/api/v1/updates?" + query).expect(422);
    }

    @Test
    @Tag("R4")
    void strangers_hear_nothing() {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        Person eve = SERVER.person();
        long chat = ann.privateChatWith(bob);
        long eves = eve.privateChatWith(ann);
        try (Stream stream = Stream.of(SERVER_URI, eve)) {
            ann.send(chat, "a secret");
            stream.send("{\"type\":\"typing_start\",\"chat_id\":" + chat + "}");
            assertThat(stream.await("error").get("code").asString()).isEqualTo("chat_not_found");
            long mark = eve.send(eves, "mark");
            stream.await("message_created", data -> data.get("id").asLong() == mark);
            assertThat(stream.events("message_created")).hasSize(1);
        }
    }

    @Test
    @Tag("R4")
    @Tag("A6")
    void the_socket_of_a_session_that_ends_is_closed_and_those_of_other_sessions_are_not() {
        Person phone = SERVER.person();
        Person desk = SERVER.signIn(phone.username(), phone.email(), phone.password());
        try (Stream onPhone = Stream.of(SERVER_URI, phone);
                Stream onDesk = Stream.of(SERVER_URI, desk)) {
            phone.api().post("/api/v1/auth/logout").expect(204);
            assertThat(onPhone.awaitClose()).isEqualTo(4401);
            assertThat(onDesk.isClosed()).isFalse();
            desk.api().delete("/api/v1/auth/sessions").expect(204);
            assertThat(onDesk.awaitClose()).isEqualTo(4401);
        }
    }

    @Test
    @Tag("R5")
    void typing_reaches_the_others_and_stops_by_itself() {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        long chat = ann.privateChatWith(bob);
        try (Stream hers = Stream.of(SERVER_URI, ann);
                Stream his = Stream.of(SERVER_URI, bob)) {
            hers.send("{\"type\":\"typing_start\",\"chat_id\":" + chat + "}");
            JsonNode start = his.await("typing_start");
            assertThat(start.get("chat_id").asLong()).isEqualTo(chat);
            assertThat(start.get("user_id").asLong()).isEqualTo(ann.id());
            assertThat(his.events("typing_start").getFirst().get("cursor").isNull())
                    .as("it is not stored")
                    .isTrue();
            his.await("typing_stop");
            assertThat(hers.events("typing_start"))
                    .as("one knows what one does")
                    .isEmpty();
        }
    }

    @Test
    @Tag("R5")
    @Tag("R14")
    void a_message_ends_typing_once_and_before_it_comes() {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        long chat = ann.privateChatWith(bob);
        try (Stream his = Stream.of(SERVER_URI, bob);
                Stream hers = Stream.of(SERVER_URI, ann)) {
            hers.send("{\"type\":\"typing_start\",\"chat_id\":" + chat + "}");
            his.await("typing_start");
            ann.send(chat, "Hello");
            hers.send("{\"type\":\"typing_stop\",\"chat_id\":" + chat + "}");
            his.await("message_created");
            hers.send("{\"type\":\"recording_voice_start\",\"chat_id\":" + chat + "}");
            his.await("recording_voice_start");
            hers.abort();
            his.await("recording_voice_stop");

            assertThat(his.events())
                    .extracting(event -> event.get("type").asString())
                    .filteredOn(type -> !type.startsWith("user_") && !type.equals("chat_created"))
                    .containsExactly(
                            "ready",
                            "typing_start",
                            "typing_stop",
                            "message_created",
                            "recording_voice_start",
                            "recording_voice_stop");
        }
    }

    @Test
    @Tag("R14")
    @Tag("U8")
    void a_block_ends_typing_for_who_saw_it() {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        long chat = ann.privateChatWith(bob);
        try (Stream his = Stream.of(SERVER_URI, bob);
                Stream hers = Stream.of(SERVER_URI, ann)) {
            hers.send("{\"type\":\"typing_start\",\"chat_id\":" + chat + "}");
            his.await("typing_start");
            ann.api().post("/api/v1/users/" + bob.id() + "/block").expect(204);
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> !his.events("typing_stop").isEmpty());
        }
    }

    @Test
    @Tag("R5")
    void recording_stops_when_the_connection_ends() {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        long chat = ann.privateChatWith(bob);
        try (Stream his = Stream.of(SERVER_URI, bob)) {
            Stream hers = Stream.of(SERVER_URI, ann);
            hers.send("{\"type\":\"recording_voice_start\",\"chat_id\":" + chat + "}");
            his.await("recording_voice_start");
            hers.abort();
            await().atMost(Duration.ofSeconds(3))
                    .until(() -> !his.events("recording_voice_stop").isEmpty());
        }
    }

    @Test
    @Tag("R5")
    @Tag("R8")
    void what_a_user_signals_is_limited_over_all_connections() {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        long chat = ann.privateChatWith(bob);
        try (Stream hers = Stream.of(SERVER_URI, ann);
                Stream desk = Stream.of(SERVER_URI, ann);
                Stream his = Stream.of(SERVER_URI, bob)) {
            for (int i = 0; i < 25; i++) {
                hers.send("{\"type\":\"typing_start\",\"chat_id\":" + chat + "}");
                desk.send("{\"type\":\"typing_start\",\"chat_id\":" + chat + "}");
            }
            desk.send("not a frame");
            desk.await("error");
            hers.send("not a frame");
            hers.await("error");
            long mark = ann.send(chat, "mark");
            his.await("message_created", data -> data.get("id").asLong() == mark);
            assertThat(his.events("typing_start").size()).isBetween(1, 20);
        }
    }

    private static JsonNode updates(Person person, long after, int limit) {
        return person.api()
                .get("/api/v1/updates?after=" + after + "&limit=" + limit)
                .expect(200)
                .json();
    }

    private static void read(Person person, long chat, long message) {
        person.api()
                .post(
                        "/api/v1/messages/status",
                        Map.of("chat_id", chat, "message_id", message, "status", "message_read"))
                .expect(200);
    }
}
