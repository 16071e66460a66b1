package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.NewPeople;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.ServerProcess;
import dev.messenger.app.testing.TestServer;
import dev.messenger.testing.Sql;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A kill of the server during the deletion of an account: the account is gone, and another server finishes the rest (rule A11). */
@Tag("A11")
@Tag("C12")
class DeletionCrashIT {

    @TempDir
    private Path folder;

    @Test
    void anotherServerHandsTheGroupsOn() {
        Map<String, String> services = TestServer.freshServices();
        Map<String, String> variables = TestServer.environment(services, folder);
        Sql sql = new Sql(services.get("DATABASE_URL"));
        Person ann;
        Person bob;
        long first;
        long second;
        try (ServerProcess server = ServerProcess.launch(variables)) {
            NewPeople people = new NewPeople(server.awaitReady(), folder);
            ann = people.person();
            bob = people.person();
            first = group(ann, bob);
            second = group(ann, bob);
            killWhileLeaving(server, sql, ann, second);
        }
        assertThat(role(sql, first, ann)).as("left before the kill").isZero();
        assertThat(role(sql, second, ann)).as("cut off").isEqualTo(1);

        try (TestServer another = TestServer.start(services, Map.of())) {
            Person heir = another.signIn(bob.username(), bob.email(), bob.password());
            another.api().as(ann.token()).get("/api/v1/auth/me").expect(401);
            heir.api().get("/api/v1/users/" + ann.id()).expect(404);
            for (long group : List.of(first, second)) {
                await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
                    JsonNode chat =
                            heir.api().get("/api/v1/chats/" + group).expect(200).json();
                    assertThat(chat.get("my_role").asString()).isEqualTo("owner");
                    assertThat(chat.get("members_count").asInt()).isEqualTo(1);
                });
            }
            await().untilAsserted(() -> assertThat(sql.number(
                            "select count(*) from users where deleted_at is not null and departed_at is null"))
                    .isZero());
        }
    }

    /** Kills the server while the deletion waits for the second group, which another transaction has locked. */
    private static void killWhileLeaving(ServerProcess server, Sql sql, Person ann, long group) {
        try (Sql.Held held = sql.hold("select from chats where id = " + group + " for update")) {
            assertThat(held.connection()).isNotNull();
            CompletableFuture<Integer> deleting = CompletableFuture.supplyAsync(() -> ann.api()
                    .exchange(
                            "DELETE",
                            "/api/v1/users/me",
                            JsonMapper.shared().writeValueAsString(Map.of("password", ann.password())))
                    .status());
            await().until(() -> sql.number("select count(*) from pg_stat_activity where datname = current_database()"
                            + " and wait_event_type = 'Lock'")
                    > 0);
            server.kill();
            assertThat(deleting)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withCauseInstanceOf(UncheckedIOException.class);
        }
    }

    private static long role(Sql sql, long chat, Person person) {
        return sql.number(
                "select count(*) from chat_members where chat_id = " + chat + " and user_id = " + person.id());
    }

    private static long group(Person owner, Person member) {
        return owner.api()
                .post("/api/v1/chats", Map.of("type", "group", "title", "Heirs", "member_ids", List.of(member.id())))
                .expect(200)
                .json()
                .get("id")
                .asLong();
    }
}
