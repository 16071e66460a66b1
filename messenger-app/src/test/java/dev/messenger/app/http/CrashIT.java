package dev.messenger.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.NewPeople;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.ServerProcess;
import dev.messenger.app.testing.TestServer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A kill in the middle of requests: acknowledged messages survive, and the server restarts without help. */
class CrashIT {

    private static final int SENDERS = 4;
    private static final int ANSWERS_BEFORE_THE_KILL = 200;

    @TempDir
    private Path dataDir;

    @Test
    @Tag("C12")
    @Tag("O10")
    void everyMessageThatWasAnsweredSurvivesAKillInTheMiddleOfSending() throws InterruptedException {
        Queue<Long> answered = new ConcurrentLinkedQueue<>();
        Person anna;
        long chat;
        try (ServerProcess server = ServerProcess.launch(TestServer.environment(Map.of(), dataDir))) {
            anna = new NewPeople(server.awaitReady(), dataDir).person();
            chat = anna.api()
                    .post("/api/v1/chats", Map.of("type", "group", "title", "Diary"))
                    .expect(200)
                    .json()
                    .get("id")
                    .asLong();
            sendUntilKilled(server, anna.api(), chat, answered);
        }

        try (ServerProcess server = ServerProcess.launch(TestServer.environment(Map.of(), dataDir))) {
            Api again = new NewPeople(server.awaitReady(), dataDir).again(anna).api();
            Queue<Long> there = new ConcurrentLinkedQueue<>();
            JsonNode page = again.get("/api/v1/messages/" + chat + "?limit=200")
                    .expect(200)
                    .json();
            while (!page.isEmpty()) {
                page.forEach(message -> there.add(message.get("id").asLong()));
                long last = page.get(page.size() - 1).get("id").asLong();
                page = again.get("/api/v1/messages/" + chat + "?limit=200&before_id=" + last)
                        .expect(200)
                        .json();
            }
            assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERS_BEFORE_THE_KILL);
            assertThat(there).containsAll(answered);
        }
    }

    private static void sendUntilKilled(ServerProcess server, Api anna, long chat, Queue<Long> answered)
            throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(ANSWERS_BEFORE_THE_KILL);
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SENDERS; i++) {
                int sender = i;
                senders.execute(() -> {
                    try {
                        for (int n = 0; ; n++) {
                            String text = "message " + n + " of sender " + sender;
                            Api.Response response = anna.post(
                                    "/api/v1/messages", Map.of("chat_id", chat, "type", "text", "text", text));
                            answered.add(response.expect(201).json().get("id").asLong());
                            enough.countDown();
                        }
                    } catch (UncheckedIOException killed) {
                        // the server died during this request, so it acknowledged nothing
                    }
                });
            }
            enough.await();
            server.kill();
        }
    }
}
