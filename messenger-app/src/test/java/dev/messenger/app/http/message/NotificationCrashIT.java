package dev.messenger.app.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.NewPeople;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.ServerProcess;
import dev.messenger.app.testing.TestServer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kills between a message and its notifications: none is lost, none arrives twice. */
@Tag("N1")
class NotificationCrashIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int KILLS = 3;
    private static final int SENT_BEFORE_A_KILL = 60;

    @TempDir
    private Path dataDir;

    @Test
    void everyMessageIsToldOnceWhateverIsKilled() throws InterruptedException {
        Map<String, String> variables = TestServer.environment(Map.of(), dataDir);
        Person anna;
        Person boris;
        long chat;
        try (ServerProcess server = ServerProcess.launch(variables)) {
            NewPeople people = new NewPeople(server.awaitReady(), dataDir);
            anna = people.person();
            boris = people.person();
            chat = anna.privateChatWith(boris);
            sendUntilKilled(server, anna.api(), chat, 0);
        }
        for (int round = 1; round < KILLS; round++) {
            try (ServerProcess server = ServerProcess.launch(variables)) {
                Person again = new NewPeople(server.awaitReady(), dataDir).again(anna);
                sendUntilKilled(server, again.api(), chat, round);
            }
        }
        try (ServerProcess server = ServerProcess.launch(variables)) {
            Api reader =
                    new NewPeople(server.awaitReady(), dataDir).again(boris).api();
            List<Long> sent = all(reader, "/api/v1/messages/" + chat + "?limit=200").stream()
                    .map(message -> message.get("id").asLong())
                    .toList();
            assertThat(sent).hasSizeGreaterThanOrEqualTo(KILLS * SENT_BEFORE_A_KILL);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(told(reader)).containsExactlyElementsOf(sent));
        }
    }

    private static void sendUntilKilled(ServerProcess server, Api anna, long chat, int round)
            throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(SENT_BEFORE_A_KILL);
        try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor()) {
            sender.execute(() -> {
                try {
                    for (int n = 0; ; n++) {
                        anna.post("/api/v1/messages", Map.of("chat_id", chat, "type", "text", "text", round + " " + n))
                                .expect(201);
                        enough.countDown();
                    }
                } catch (UncheckedIOException killed) {
                    // the server died during this request
                }
            });
            enough.await();
            server.kill();
        }
    }

    /** The messages of somebody's notifications, newest first. */
    private static List<Long> told(Api api) {
        return all(api, "/api/v1/notifications?limit=200").stream()
                .map(told -> JSON.readTree(told.get("payload").asString())
                        .get("message_id")
                        .asLong())
                .toList();
    }

    private static List<JsonNode> all(Api api, String path) {
        List<JsonNode> all = new ArrayList<>();
        List<JsonNode> page = api.get(path).expect(200).json().values().stream().toList();
        while (!page.isEmpty()) {
            all.addAll(page);
            page =
                    api
                            .get(path + "&before_id=" + page.getLast().get("id").asLong())
                            .expect(200)
                            .json()
                            .values()
                            .stream()
                            .toList();
        }
        return all;
    }
}
