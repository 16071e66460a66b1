package dev.messenger.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.NewPeople;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.ServerProcess;
import dev.messenger.app.testing.ServiceProcesses;
import dev.messenger.app.testing.TestServer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The embedded services are killed under a server that takes messages: it starts them again and loses nothing. */
@Tag("O7")
class EmbeddedFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The texts of all messages that were acknowledged, in order. */
    private final Queue<String> ledger = new ConcurrentLinkedQueue<>();

    private final ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    private Path dataDir;

    private ServerProcess server;
    private Api api;
    private Person anna;
    private Person boris;
    private long chat;

    @BeforeEach
    void start() {
        Map<String, String> environment = TestServer.environment(Map.of(), dataDir);
        server = ServerProcess.launch(environment);
        api = server.awaitReady();
        NewPeople people = new NewPeople(api, dataDir);
        anna = people.person();
        boris = people.person();
        chat = anna.privateChatWith(boris);
    }

    @AfterEach
    void stop() {
        sender.shutdownNow();
        server.close();
    }

    @Test
    @Tag("C12")
    @Tag("O10")
    void noAcknowledgedMessageIsLostWhenServicesDie() {
        String cursor = boris.api()
                .get("/api/v1/updates")
                .expect(200)
                .json()
                .get("cursor")
                .asString();
        ServiceProcesses services = new ServiceProcesses(dataDir);
        sender.execute(this::sendForEver);
        awaitMore();

        services.postgres().destroyForcibly();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> status("/health/ready") == 503);
        awaitReadyAgain();
        awaitMore();
        services.backend().destroyForcibly();
        awaitReadyAgain();
        awaitMore();
        services.redis().destroyForcibly();
        await().atMost(PATIENCE).until(() -> server.output().contains("Redis runs again"));
        awaitReadyAgain();
        awaitMore();
        sender.shutdownNow();

        List<String> acknowledged = List.copyOf(ledger);
        assertThat(texts(boris)).as("the history").containsAll(acknowledged).doesNotHaveDuplicates();
        assertThat(server.output()).contains("PostgreSQL ended unexpectedly", "PostgreSQL runs again", "Redis ended");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events(cursor)).as("events").containsAll(acknowledged));
    }

    /** The next message goes when the last one is acknowledged; until then it is sent again under the same id. */
    private void sendForEver() {
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            String text = "message " + i;
            Map<String, ?> body =
                    Map.of("chat_id", chat, "type", "text", "text", text, "client_message_id", "fault-" + i);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                int status = anna.api().post("/api/v1/messages", body).status();
                assertThat(status).as("nothing is the fault of the server").isIn(200, 201, 503);
                return status != 503;
            });
            ledger.add(text);
        }
    }

    private void awaitMore() {
        int enough = ledger.size() + 30;
        await().atMost(PATIENCE).until(() -> ledger.size() >= enough);
    }

    private void awaitReadyAgain() {
        await().atMost(PATIENCE).until(() -> status("/health/ready") == 200);
    }

    private int status(String path) {
        try {
            return api.get(path).status();
        } catch (UncheckedIOException e) {
            throw new AssertionError("the server itself lives: " + server.output(), e);
        }
    }

    private List<String> texts(Person reader) {
        List<String> texts = new ArrayList<>();
        String before = "";
        while (true) {
            JsonNode page = reader.api()
                    .get("/api/v1/messages/" + chat + "?limit=200" + before)
                    .expect(200)
                    .json();
            if (page.isEmpty()) {
                return texts;
            }
            page.forEach(message -> texts.add(message.get("text").asString()));
            before = "&before_id=" + page.get(page.size() - 1).get("id").asLong();
        }
    }

    private List<String> events(String cursor) {
        List<String> texts = new ArrayList<>();
        String after = cursor;
        JsonNode page;
        do {
            page = boris.api()
                    .get("/api/v1/updates?limit=200&after=" + after)
                    .expect(200)
                    .json();
            page.get("events").forEach(event -> {
                if (event.get("type").asString().equals("message_created")) {
                    texts.add(event.get("data").get("text").asString());
                }
            });
            after = page.get("cursor").asString();
        } while (page.get("more").asBoolean());
        return texts;
    }
}
