package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two nodes on one database, with a shared Redis and with an unreachable one (rules R6, L2). */
@Tag("R6")
class NodesIT {

    @Test
    @Tag("R14")
    void what_happens_on_one_node_is_told_on_the_other_within_a_second() {
        Map<String, String> services = TestServer.freshServices();
        try (TestServer one = TestServer.start(services, Map.of());
                TestServer two = TestServer.start(services, Map.of())) {
            crossTalk(one, two, true);
        }
    }

    @Test
    @Tag("L2")
    @Tag("R3")
    void without_redis_events_are_told_all_the_same() {
        Map<String, String> services = new HashMap<>(TestServer.freshServices());
        services.put("REDIS_URL", "redis://127.0.0.1:1");
        try (TestServer one = TestServer.start(services, Map.of());
                TestServer two = TestServer.start(services, Map.of())) {
            crossTalk(one, two, false);
        }
    }

    private static void crossTalk(TestServer one, TestServer two, boolean withSignals) {
        Person ann = one.person();
        Person bob = one.person();
        long chat = ann.privateChatWith(bob);
        try (Stream his = Stream.of(Stream.uri(two.api()), bob)) {
            for (int i = 0; i < 5; i++) {
                long message = ann.send(chat, "Hello " + i);
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(Duration.ofSeconds(1))
                        .until(() -> his.events("message_created").stream()
                                .anyMatch(event -> event.get("data").get("id").asLong() == message));
            }
            if (withSignals) {
                try (Stream hers = Stream.of(Stream.uri(one.api()), ann)) {
                    hers.send("{\"type\":\"typing_start\",\"chat_id\":" + chat + "}");
                    assertThat(his.await("typing_start").get("user_id").asLong())
                            .isEqualTo(ann.id());
                    try (Stream desk = Stream.of(Stream.uri(two.api()), ann)) {
                        desk.send("{\"type\":\"typing_start\",\"chat_id\":" + chat + "}");
                        await().until(() -> his.events("typing_start").size() == 2);
                        hers.abort();
                        long message = ann.send(chat, "Hello");
                        his.await("message_created", data -> data.get("id").asLong() == message);
                    }
                    assertThat(his.events("typing_stop"))
                            .as("it goes on on the other node until the message")
                            .hasSize(1);
                }
            }
        }
    }

    @Test
    @Tag("R3")
    void when_a_node_goes_away_its_clients_go_on_on_the_other_with_nothing_lost() {
        Map<String, String> services = TestServer.freshServices();
        try (TestServer one = TestServer.start(services, Map.of())) {
            Person ann = one.person();
            Person bob = one.person();
            long chat = ann.privateChatWith(bob);
            List<Long> sent = new ArrayList<>();
            Stream onTwo;
            try (TestServer two = TestServer.start(services, Map.of())) {
                onTwo = Stream.of(Stream.uri(two.api()), bob);
                for (int i = 0; i < 20; i++) {
                    sent.add(ann.send(chat, "before " + i));
                }
                onTwo.await("message_created");
            }
            assertThat(onTwo.awaitClose()).as("the node says that it stops").isEqualTo(1001);
            List<JsonNode> heard = new ArrayList<>(onTwo.events("message_created"));
            for (int i = 0; i < 20; i++) {
                sent.add(ann.send(chat, "meanwhile " + i));
            }
            URI other = Stream.uri(one.api());
            try (Stream onOne = Stream.after(other, bob, onTwo.cursor())) {
                long last = sent.getLast();
                onOne.await("message_created", data -> data.get("id").asLong() == last);
                heard.addAll(onOne.events("message_created"));
            }
            assertThat(heard)
                    .as("each once, in order")
                    .extracting(event -> event.get("data").get("id").asLong())
                    .containsExactlyElementsOf(sent);
        }
    }
}
