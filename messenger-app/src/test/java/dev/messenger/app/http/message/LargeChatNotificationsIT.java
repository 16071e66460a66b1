package dev.messenger.app.http.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.testing.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Notifications in a chat of more than 200 members (rule N1). */
@Tag("N1")
class LargeChatNotificationsIT {

    private static final Duration SOON = Duration.ofSeconds(5);

    private static Sql sql;
    private static TestServer server;

    private Person anna;
    private Person boris;
    private Person carla;
    private long chat;

    @BeforeAll
    static void start() {
        Map<String, String> services = TestServer.freshServices();
        sql = new Sql(services.get("DATABASE_URL"));
        server = TestServer.start(services, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void gather() {
        anna = server.person();
        boris = server.person();
        carla = server.person();
        List<Long> crowd = LongStream.concat(LongStream.of(boris.id(), carla.id()), crowd(198))
                .boxed()
                .toList();
        chat = anna.api()
                .post("/api/v1/chats", Map.of("type", "group", "title", "Crowd", "member_ids", crowd))
                .expect(200)
                .json()
                .get("id")
                .asLong();
        awaitTold(boris, "member_added");
        awaitTold(carla, "member_added");
    }

    @Test
    void aMessageIsNoRowAndIsToldToEverybodyAllTheSame() {
        long message = anna.send(chat, "Hello everybody");
        JsonNode told = awaitTold(boris, "message_created", "member_added").getFirst();

        assertThat(told.get("payload").asString())
                .contains("\"chat_id\":" + chat)
                .contains("\"message_id\":" + message)
                .contains("\"actor_id\":" + anna.id());
        awaitTold(carla, "message_created", "member_added");
        assertThat(told(anna)).as("not to the sender").isEmpty();
        assertThat(sql.number(
                        "select count(*) from notifications where type = 'message_created' and chat_id = " + chat))
                .as("no row for each member")
                .isZero();
        assertThat(sql.number("select count(*) from notification_exceptions where message_id = " + message))
                .as("nor for those who are not told")
                .isZero();
    }

    @Test
    void aMentionTakesItsPlaceAndIsToldToWhoMutedToo() {
        carla.api()
                .put("/api/v1/chats/" + chat + "/notifications", Map.of("muted", true))
                .expect(200);
        anna.send(chat, "Hello @" + boris.username());
        anna.send(chat, "Hello @" + carla.username());

        awaitTold(boris, "message_created", "mention", "member_added");
        awaitTold(carla, "mention", "member_added");
    }

    @Test
    @Tag("U8")
    void nothingIsToldOfWhomOneBlocked() {
        Talk.block(carla, anna);
        anna.send(chat, "Hello");
        anna.send(chat, "Hello @" + carla.username());
        boris.send(chat, "I am not blocked");

        awaitTold(carla, "message_created", "member_added");
        awaitTold(boris, "message_created", "message_created", "member_added");
    }

    @Test
    @Tag("M8")
    @Tag("N3")
    void whatIsDeletedIsNotToldAnyMore() {
        long message = anna.send(chat, "A slip");
        awaitTold(boris, "message_created", "member_added");
        Talk.delete(anna, message, true).expect(204);

        awaitTold(boris, "member_added");
    }

    @Test
    @Tag("C8")
    void isPagedTogetherWithTheOthers() {
        long pair = anna.privateChatWith(boris);
        for (int i = 0; i < 3; i++) {
            anna.send(chat, "To all " + i);
            anna.send(pair, "To you " + i);
        }
        await().atMost(SOON).until(() -> list(boris, "").size() == 7);
        List<Long> all = Talk.ids(list(boris, ""));

        assertThat(all)
                .isSortedAccordingTo((one, other) -> Long.compare(other, one))
                .doesNotHaveDuplicates();
        assertThat(Talk.ids(list(boris, "?limit=3"))).isEqualTo(all.subList(0, 3));
        assertThat(Talk.ids(list(boris, "?limit=3&before_id=" + all.get(2)))).isEqualTo(all.subList(3, 6));
        assertThat(Talk.ids(list(boris, "?limit=3&before_id=" + all.get(5)))).isEqualTo(all.subList(6, 7));
    }

    @Test
    @Tag("H12")
    void whoComesLaterIsNotToldOfWhatWasBefore() {
        anna.send(chat, "Before");
        awaitTold(boris, "message_created", "member_added");
        Person late = server.person();
        anna.api()
                .post("/api/v1/chats/" + chat + "/members", Map.of("user_id", late.id()))
                .expect(201);
        anna.send(chat, "After");

        awaitTold(late, "message_created", "member_added");
    }

    @Test
    @Tag("N4")
    @Tag("H13")
    void whatWasToldBeforeMutingStaysTold() {
        anna.send(chat, "Before");
        awaitTold(boris, "message_created", "member_added");
        for (boolean muted : new boolean[] {true, false}) {
            boris.api()
                    .put("/api/v1/chats/" + chat + "/notifications", Map.of("muted", muted))
                    .expect(200);
            anna.send(chat, "Muted: " + muted);
        }

        awaitTold(carla, "message_created", "message_created", "message_created", "member_added");
        awaitTold(boris, "message_created", "message_created", "member_added");
    }

    private static List<JsonNode> awaitTold(Person person, String... types) {
        await().atMost(SOON).untilAsserted(() -> assertThat(told(person)).containsExactly(types));
        return list(person, "");
    }

    private static List<String> told(Person person) {
        return list(person, "").stream()
                .map(told -> told.get("event_type").asString())
                .toList();
    }

    private static List<JsonNode> list(Person person, String query) {
        return Talk.list(person, "/api/v1/notifications" + query);
    }

    /** Passive members, without a known password. */
    private static LongStream crowd(int size) {
        return IntStream.range(0, size).mapToLong(number -> sql.number("""
                        insert into users
                            (email, username, name, password_hash, email_verified_at, activated_at, created_at, updated_at)
                        select word || '@example.com', word, word, '-', now(), now(), now(), now()
                        from (select 'c' || replace(gen_random_uuid()::text, '-', '') as word) made
                        returning id
                        """));
    }
}
