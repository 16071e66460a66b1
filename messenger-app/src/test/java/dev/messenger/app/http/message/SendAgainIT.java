package dev.messenger.app.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.NewPeople;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.ServerProcess;
import dev.messenger.app.testing.TestServer;
import dev.messenger.contracts.shared.Together;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Sending a message again after no response (rule M2): on two servers at once, and after a kill. */
@Tag("M2")
class SendAgainIT {

    private static final int SENDERS = 4;
    private static final int ANSWERS_BEFORE_THE_KILL = 100;

    @TempDir
    private Path dataDir;

    @Test
    void atTheSameInstantOnTwoServersItIsStoredOnce() {
        Map<String, String> services = TestServer.freshServices();
        Map<String, String> limits =
                Map.of("MESSAGE_RATE_LIMIT_PER_MINUTE", "10", "DUPLICATE_MESSAGE_COOLDOWN_SECONDS", "60");
        try (TestServer one = TestServer.start(services, limits);
                TestServer two = TestServer.start(services, limits)) {
            Person anna = one.person();
            long chat = Talk.group(anna);
            List<Api> servers = List.of(anna.api(), two.api().as(anna.token()));
            List<Long> stored = new ArrayList<>();
            for (int round = 0; round < 10; round++) {
                String id = "round " + round;
                List<Long> ids = Together.succeed(
                        8,
                        number -> send(servers.get(number % 2), chat, id)
                                .expect(201)
                                .json()
                                .get("id")
                                .asLong());
                assertThat(ids).as(id).containsOnly(ids.getFirst());
                stored.addFirst(ids.getFirst());
            }

            assertThat(Talk.ids(Talk.history(anna, chat))).isEqualTo(stored);
            send(servers.get(1), chat, "one more").expect(429);
            assertThat(send(servers.get(1), chat, "round 3")
                            .expect(201)
                            .json()
                            .get("id")
                            .asLong())
                    .as("also when the limit is used up")
                    .isEqualTo(stored.get(6));
        }
    }

    @Test
    @Tag("C12")
    void afterAKillEveryTryIsAnsweredWithTheOneThatWasStored() throws InterruptedException {
        Map<String, Long> answered = new ConcurrentHashMap<>();
        Map<String, Boolean> tried = new ConcurrentHashMap<>();
        Map<String, String> variables = TestServer.environment(Map.of(), dataDir);
        Person anna;
        long chat;
        try (ServerProcess server = ServerProcess.launch(variables)) {
            anna = new NewPeople(server.awaitReady(), dataDir).person();
            chat = Talk.group(anna);
            sendUntilKilled(server, anna.api(), chat, tried, answered);
        }

        try (ServerProcess server = ServerProcess.launch(variables)) {
            Person again = new NewPeople(server.awaitReady(), dataDir).again(anna);
            List<String> there = texts(again.api(), chat);
            assertThat(there).containsAll(answered.keySet()).doesNotHaveDuplicates();
            for (String id : tried.keySet()) {
                JsonNode message = send(again.api(), chat, id).expect(201).json();
                assertThat(message.get("text").asString()).isEqualTo(id);
                if (answered.containsKey(id)) {
                    assertThat(message.get("id").asLong()).isEqualTo(answered.get(id));
                }
            }
            assertThat(texts(again.api(), chat))
                    .as(
                            "each once: %d tried, %d answered, %d stored before the kill",
                            tried.size(), answered.size(), there.size())
                    .containsExactlyInAnyOrderElementsOf(tried.keySet());
        }
    }

    private static void sendUntilKilled(
            ServerProcess server, Api anna, long chat, Map<String, Boolean> tried, Map<String, Long> answered)
            throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(ANSWERS_BEFORE_THE_KILL);
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SENDERS; i++) {
                int sender = i;
                senders.execute(() -> {
                    try {
                        for (int n = 0; ; n++) {
                            String id = "message " + n + " of sender " + sender;
                            tried.put(id, true);
                            answered.put(
                                    id,
                                    send(anna, chat, id)
                                            .expect(201)
                                            .json()
                                            .get("id")
                                            .asLong());
                            enough.countDown();
                        }
                    } catch (UncheckedIOException killed) {
                        // it is unknown whether this one is stored
                    }
                });
            }
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            server.kill();
        }
    }

    private static Api.Response send(Api api, long chat, String id) {
        return api.post(
                "/api/v1/messages", Map.of("chat_id", chat, "type", "text", "text", id, "client_message_id", id));
    }

    private static List<String> texts(Api api, long chat) {
        List<String> texts = new ArrayList<>();
        String path = "/api/v1/messages/" + chat + "?limit=200";
        JsonNode page = api.get(path).expect(200).json();
        while (!page.isEmpty()) {
            page.forEach(message -> texts.add(message.get("text").asString()));
            page = api.get(path + "&before_id=" + page.get(page.size() - 1).get("id"))
                    .expect(200)
                    .json();
        }
        return texts;
    }
}
