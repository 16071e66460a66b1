package dev.messenger.app.http.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.contracts.shared.Together;
import dev.messenger.testing.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The retention of notifications; two servers create each notification once (rule N1). */
@Tag("N1")
class NotificationUpkeepIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void whatIsOlderThanTheRetentionGoes() {
        Map<String, String> services = TestServer.freshServices();
        Sql sql = new Sql(services.get("DATABASE_URL"));
        try (TestServer server = TestServer.start(services, Map.of("NOTIFICATION_RETENTION_DAYS", "7"))) {
            Person anna = server.person();
            Person boris = server.person();
            long chat = anna.privateChatWith(boris);
            List<Long> sent = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                sent.addFirst(anna.send(chat, "Message " + i));
            }
            await().atMost(SOON).until(() -> told(boris).equals(sent));
            sql.run("update messages set created_at = now() - interval '8 days' where id = " + sent.get(2));
            sql.run("update messages set created_at = now() - interval '6 days' where id = " + sent.get(1));

            await().atMost(SOON).until(() -> told(boris).equals(sent.subList(0, 2)));
            assertThat(Talk.history(boris, chat)).as("the messages stay").hasSize(3);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(sql.number("select expired_message_id from notification_retention"))
                            .as("no reader goes farther back")
                            .isGreaterThanOrEqualTo(sent.get(2))
                            .isLessThan(sent.get(1)));
        }
    }

    @Test
    void twoServersTellOfEveryMessageOnceAndInOrder() {
        Map<String, String> services = TestServer.freshServices();
        try (TestServer one = TestServer.start(services, Map.of());
                TestServer two = TestServer.start(services, Map.of())) {
            Person anna = one.person();
            Person boris = one.person();
            long chat = anna.privateChatWith(boris);
            List<TestServer> servers = List.of(one, two);
            Together.succeed(4, sender -> {
                Person at = new Person(
                        anna.id(),
                        anna.username(),
                        anna.email(),
                        anna.password(),
                        anna.token(),
                        servers.get(sender % 2).api().as(anna.token()));
                for (int i = 0; i < 40; i++) {
                    at.send(chat, "Message " + i + " of " + sender);
                }
                return sender;
            });
            List<Long> sent = Talk.ids(Talk.list(boris, "/api/v1/messages/" + chat + "?limit=200"));

            assertThat(sent).hasSize(160);
            await().atMost(SOON).untilAsserted(() -> assertThat(told(boris)).isEqualTo(sent));
        }
    }

    /** The messages of somebody's notifications, newest first. */
    private static List<Long> told(Person person) {
        return Talk.list(person, "/api/v1/notifications?limit=200").stream()
                .map(NotificationUpkeepIT::message)
                .toList();
    }

    private static long message(JsonNode told) {
        return JsonMapper.shared()
                .readTree(told.get("payload").asString())
                .get("message_id")
                .asLong();
    }
}
