package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.ServerProcess;
import dev.messenger.app.testing.TestServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two server processes that share PostgreSQL, Redis and store; one of them is killed (rules R3, R6). */
class KilledNodeIT {

    private static final int WRITERS = 4;
    private static final int EACH = 100;
    private static final int BEFORE_THE_KILL = WRITERS * EACH / 3;

    @TempDir
    private Path folder;

    @Test
    @Tag("R3")
    @Tag("R6")
    @Tag("M2")
    @Tag("C12")
    void clients_of_a_node_that_is_killed_go_on_on_the_other_with_nothing_lost_and_nothing_doubled() throws Exception {
        Map<String, String> services = new HashMap<>(TestServer.freshServices());
        services.put("JWT_SECRET", "a secret for tests alone, of more than 32 bytes");
        services.put("SECRETS_KEY", "a key for tests alone, of more than 32 bytes");
        Person ann;
        Person bob;
        try (TestServer helper = TestServer.start(services, Map.of())) {
            ann = helper.person();
            bob = helper.person();
        }
        try (ServerProcess doomed = ServerProcess.launch(environment(services, "doomed"));
                ServerProcess safe = ServerProcess.launch(environment(services, "safe"))) {
            Api one = doomed.awaitReady();
            Api two = safe.awaitReady();
            long chat = two.as(ann.token())
                    .post("/api/v1/chats", Map.of("type", "private", "member_ids", List.of(bob.id())))
                    .expect(200)
                    .json()
                    .get("id")
                    .asLong();
            crossTalk(one, two, ann, bob, chat);

            Queue<Long> sent = new ConcurrentLinkedQueue<>();
            try (Reader onDoomed = new Reader(bob, Stream.uri(one), Stream.uri(two));
                    Reader sendersOwn = new Reader(ann, Stream.uri(one), Stream.uri(two));
                    Reader onSafe = new Reader(bob, Stream.uri(two), Stream.uri(two));
                    ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> writing = new ArrayList<>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    Person sender = writer % 2 == 0 ? ann : bob;
                    String name = "writer " + writer;
                    writing.add(writers.submit(() -> write(sender, name, chat, one, two, sent)));
                }
                await().pollInterval(Duration.ofMillis(2)).until(() -> sent.size() >= BEFORE_THE_KILL);
                doomed.kill();
                for (Future<?> writer : writing) {
                    writer.get();
                }
                assertThat(sent).as("each once").doesNotHaveDuplicates().hasSize(WRITERS * EACH);
                List<Long> all = List.copyOf(new TreeSet<>(sent));
                for (Reader reader : List.of(onDoomed, sendersOwn, onSafe)) {
                    assertThat(reader.readUntil(all.getLast()))
                            .as("each once, in order")
                            .isEqualTo(all);
                }
                assertThat(onDoomed.connections).isEqualTo(2);
                assertThat(onSafe.connections).isEqualTo(1);
            }
        }
    }

    /** A message on one node reaches a socket on the other within a second. */
    private static void crossTalk(Api one, Api two, Person ann, Person bob, long chat) {
        for (List<Api> nodes : List.of(List.of(one, two), List.of(two, one))) {
            try (Stream his = Stream.of(Stream.uri(nodes.get(1)), bob)) {
                long message = send(nodes.get(0).as(ann.token()), chat, "hello", "to " + Stream.uri(nodes.get(1)));
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(Duration.ofSeconds(1))
                        .until(() -> his.events("message_created").stream()
                                .anyMatch(event -> event.get("data").get("id").asLong() == message));
            }
        }
    }

    /** Writes to both nodes alternately, like a load balancer; sends again after no response. */
    private static void write(Person sender, String name, long chat, Api one, Api two, Queue<Long> sent) {
        for (int i = 0; i < EACH; i++) {
            String id = name + ", " + i;
            Api node = i % 2 == 0 ? one : two;
            try {
                sent.add(send(node.as(sender.token()), chat, id, id));
            } catch (UncheckedIOException unanswered) {
                sent.add(send(two.as(sender.token()), chat, id, id));
            }
        }
    }

    private static long send(Api sender, long chat, String text, String clientId) {
        return sender.post(
                        "/api/v1/messages",
                        Map.of("chat_id", chat, "type", "text", "text", text, "client_message_id", clientId))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }

    private Map<String, String> environment(Map<String, String> services, String node) {
        Map<String, String> environment = new HashMap<>(services);
        environment.put("DATA_DIR", folder.resolve(node).toString());
        environment.put("HTTP_HOST", "127.0.0.1");
        environment.put("HTTP_PORT", "0");
        environment.put("MESSAGE_RATE_LIMIT_PER_MINUTE", "0");
        environment.put("DUPLICATE_MESSAGE_COOLDOWN_SECONDS", "0");
        return environment;
    }

    /** A client that moves to the second node with its cursor when the first is gone. */
    private static final class Reader implements AutoCloseable {

        private final Person person;
        private final URI refuge;
        private final List<Long> heard = new ArrayList<>();
        private Stream stream;
        private int taken;
        private int connections = 1;

        Reader(Person person, URI first, URI refuge) {
            this.person = person;
            this.refuge = refuge;
            this.stream = Stream.of(first, person);
        }

        List<Long> readUntil(long last) {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        boolean gone = stream.isClosed(); // checked before: nothing arrives after that
                        take();
                        if (gone && !heard.contains(last)) {
                            long cursor = stream.cursor();
                            stream = Stream.after(refuge, person, cursor);
                            taken = 0;
                            connections++;
                        }
                        return heard.contains(last);
                    });
            return heard;
        }

        private void take() {
            List<Long> created = stream.events("message_created").stream()
                    .map(event -> event.get("data").get("id").asLong())
                    .toList();
            heard.addAll(created.subList(taken, created.size()));
            taken = created.size();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
