package dev.messenger.app.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kills between a message and what is told of it: nothing is lost, nothing is told twice. */
@Tag("N1")
class NotificationCrashIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int KILLS = 3;
    private static final int SENT_BEFORE_A_KILL = 60;

    @TempDir
    private Path dataDir;

    @Test
    void everyMessageIsToldOnceWhateverIsKilled() throws InterruptedException {
        long chat = 0;
        for (int round = 0; round < KILLS; round++) {
            try (ServerProcess server = ServerProcess.launch(environment())) {
                Api api = server.awaitReady();
                if (round == 0) {
                    signUp(api, "anna");
                    signUp(api, "boris");
                    long boris = logIn(api, "boris")
                            .get("/api/v1/auth/me")
                            .expect(200)
                            .json()
                            .get("id")
                            .asLong();
                    chat = logIn(api, "anna")
                            .post("/api/v1/chats", Map.of("type", "private", "member_ids", List.of(boris)))
                            .expect(200)
                            .json()
                            .get("id")
                            .asLong();
                }
                sendUntilKilled(server, logIn(api, "anna"), chat, round);
            }
        }
        try (ServerProcess server = ServerProcess.launch(environment())) {
            Api boris = logIn(server.awaitReady(), "boris");
            List<Long> sent = all(boris, "/api/v1/messages/" + chat + "?limit=200").stream()
                    .map(message -> message.get("id").asLong())
                    .toList();
            assertThat(sent).hasSizeGreaterThanOrEqualTo(KILLS * SENT_BEFORE_A_KILL);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(told(boris)).containsExactlyElementsOf(sent));
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
                    // the server died under this request
                }
            });
            enough.await();
            server.kill();
        }
    }

    /** The messages that somebody was told of, newest first. */
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

    private void signUp(Api api, String name) {
        String email = name + "@example.com";
        api.post(
                        "/api/v1/auth/register",
                        Map.of("email", email, "name", name, "username", name, "password", "correct horse"))
                .expect(201);
        api.post("/api/v1/auth/verify-email", Map.of("token", mailedToken(email)))
                .expect(200);
    }

    private static Api logIn(Api api, String name) {
        return api.as(
                api.post("/api/v1/auth/login", Map.of("email", name + "@example.com", "password", "correct horse"))
                        .expect(200)
                        .json()
                        .get("access_token")
                        .asString());
    }

    private String mailedToken(String email) {
        try (Stream<Path> mails = Files.list(dataDir.resolve("mail"))) {
            return mails.map(NotificationCrashIT::read)
                    .filter(mail -> mail.contains("To: " + email))
                    .map(mail -> Pattern.compile("\\?token=([A-Za-z0-9_-]+)").matcher(mail))
                    .filter(Matcher::find)
                    .map(token -> token.group(1))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "DATA_DIR", dataDir.toString(),
                "HTTP_HOST", "127.0.0.1",
                "HTTP_PORT", "0",
                "MESSAGE_RATE_LIMIT_PER_MINUTE", "0",
                "LOGIN_RATE_LIMIT_PER_MINUTE", "0",
                "DUPLICATE_MESSAGE_COOLDOWN_SECONDS", "0");
    }
}
