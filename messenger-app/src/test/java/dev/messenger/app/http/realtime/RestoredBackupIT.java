package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.ServerProcess;
import dev.messenger.app.testing.TestServer;
import dev.messenger.testing.TestDatabases;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A client whose server went back to a backup. */
@Tag("R13")
class RestoredBackupIT {

    private final Map<String, String> services = TestServer.freshServices();

    @TempDir
    private Path dataDir;

    /** What a client has of a server. */
    private record Copy(Person person, long chat, long message, long cursor) {}

    @Test
    void aClientWithWhatTheBackupLacksFetchesEverythingAgain() {
        Copy backedUp = begin();
        Map<String, String> restored = new HashMap<>(services);
        restored.put("DATABASE_URL", TestDatabases.copyOf(services.get("DATABASE_URL")));
        Copy lost;
        try (TestServer server = TestServer.start(services, Map.of())) {
            lost = send(server, backedUp);
        }

        try (TestServer server = TestServer.start(restored, Map.of())) {
            assertEverythingIsFetchedAgain(server, lost);
        }
    }

    @Test
    void theOperatorSaysSoWhereTheServerCannotTell() {
        Copy copy = begin();
        Map<String, String> environment = TestServer.environment(services, dataDir);

        try (ServerProcess command = ServerProcess.launch(environment, "--after-restore")) {
            assertThat(command.awaitExit()).isZero();
            assertThat(command.output().strip().lines())
                    .as("a line for the operator, and what the log says")
                    .last()
                    .asString()
                    .contains("fetch everything again");
        }

        try (TestServer server = TestServer.start(services, Map.of())) {
            assertEverythingIsFetchedAgain(server, copy);
        }
    }

    private Copy begin() {
        try (TestServer server = TestServer.start(services, Map.of())) {
            Person person = server.person();
            long chat = person.privateChatWith(server.person());
            return send(server, new Copy(person, chat, 0, 0));
        }
    }

    private static Copy send(TestServer server, Copy copy) {
        Person person = signIn(server, copy.person());
        long message = person.send(copy.chat(), "Hello");
        JsonNode updates = updates(person, "");
        return new Copy(person, copy.chat(), message, updates.get("cursor").asLong());
    }

    private static void assertEverythingIsFetchedAgain(TestServer server, Copy lost) {
        Person person = signIn(server, lost.person());
        JsonNode first = updates(person, "?after=" + lost.cursor());
        assertThat(types(first)).containsExactly("resync");
        assertThat(first.get("cursor").asLong()).isGreaterThan(lost.cursor());

        assertThat(person.send(lost.chat(), "Hello again")).isGreaterThan(lost.message());
        JsonNode next = updates(person, "?after=" + first.get("cursor").asLong());
        assertThat(types(next)).contains("message_created").doesNotContain("resync");
    }

    private static Iterable<String> types(JsonNode updates) {
        return StreamSupport.stream(updates.get("events").spliterator(), false)
                .map(event -> event.get("type").asString())
                .toList();
    }

    private static JsonNode updates(Person person, String query) {
        return person.api().get("/api/v1/updates" + query).expect(200).json();
    }

    private static Person signIn(TestServer server, Person person) {
        return server.signIn(person.username(), person.email(), person.password());
    }
}
