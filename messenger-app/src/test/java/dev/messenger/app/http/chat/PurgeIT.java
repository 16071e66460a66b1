package dev.messenger.app.http.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.app.testing.Uploading;
import dev.messenger.testing.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a deleted chat leaves in the database, and for how long (rule H11). */
@Tag("H11")
class PurgeIT {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    @Tag("D6")
    void nothingOfItIsLeftButForAWhileWhoWasInIt() {
        Map<String, String> services = TestServer.freshServices();
        Sql sql = new Sql(services.get("DATABASE_URL"));
        try (TestServer server = TestServer.start(services, Map.of())) {
            Person anna = server.person();
            Person boris = server.person();
            Person removed = server.person();
            Chat group = Chat.group(anna, boris, removed);
            Chat other = Chat.group(anna, boris, removed);
            String file = fill(group, anna, boris);
            fill(other, anna, boris);
            group.remove(anna, removed).expect(204);
            other.remove(anna, removed).expect(204);
            Uploading.download(file).expect(200);
            group.delete(anna, true).expect(204);

            for (String table : List.of(
                    "messages",
                    "attachments",
                    "message_mentions",
                    "hidden_messages",
                    "reactions",
                    "reaction_counts",
                    "chat_bans",
                    "invite_links")) {
                await().atMost(SOON)
                        .untilAsserted(() ->
                                assertThat(rows(sql, table, group)).as(table).isZero());
                assertThat(rows(sql, table, other))
                        .as("%s of another chat", table)
                        .isPositive();
            }
            await().atMost(SOON).until(() -> Uploading.download(file).status() == 404);
            assertThat(rows(sql, "chat_members", group))
                    .as("clients that are away learn by it")
                    .isPositive();

            sql.run("update deleted_chats set deleted_at = now() - interval '8 days'");
            await().atMost(SOON).until(() -> rows(sql, "chat_members", group) == 0);
            await().atMost(SOON).until(() -> rows(sql, "deleted_chats", group) == 0);
            assertThat(rows(sql, "chat_members", other)).isEqualTo(2);
        }
    }

    /** Fills every table with a row; returns the link to a file of the chat. */
    private static String fill(Chat chat, Person anna, Person boris) {
        long message = anna.send(chat.id(), "Hello @" + boris.username());
        boris.api()
                .delete("/api/v1/messages/" + boris.send(chat.id(), "Hidden"))
                .expect(204);
        boris.api()
                .post("/api/v1/messages/" + message + "/reactions/toggle", Map.of("emoji", "👍"))
                .expect(200);
        anna.api().post(chat.path("/invite-link")).expect(200);
        return Uploading.done(anna, "image/png", PICTURE)
                .attachTo(message)
                .expect(200)
                .json()
                .get("file_url")
                .asString();
    }

    private static long rows(Sql sql, String table, Chat chat) {
        return sql.number("select count(*) from " + table + " where chat_id = " + chat.id());
    }
}
