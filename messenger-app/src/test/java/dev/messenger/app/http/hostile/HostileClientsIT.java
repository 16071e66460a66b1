package dev.messenger.app.http.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.NewPeople;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.ServerProcess;
import dev.messenger.app.testing.TestServer;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server with a heap of 256 MiB under attack, while others use it from the same address. {@code -Dhostile.seconds=60} makes it longer.
 * The times are for the reader: hostile clients, honest ones and all services share the processors of this machine.
 */
class HostileClientsIT {

    private static final Duration USUAL = Duration.ofSeconds(4);
    private static final Duration ATTACK = Duration.ofSeconds(Integer.getInteger("hostile.seconds", 20));
    private static final int HONEST = 4;

    /** The largest text, in the longest characters: a page of 200 has 3.2 MB. */
    private static final String LARGE_TEXT = "\uD83D\uDE00".repeat(4_096);

    @TempDir
    private Path dataDir;

    private final AtomicInteger again = new AtomicInteger();

    @Test
    @Tag("C15")
    @Tag("C16")
    @Tag("C17")
    void honest_clients_are_served_while_hostile_ones_do_their_worst() throws Exception {
        Map<String, String> environment = new HashMap<>(TestServer.environment(TestServer.freshServices(), dataDir));
        environment.put("JAVA_TOOL_OPTIONS", "-Xmx256m");
        environment.put("ANONYMOUS_RATE_LIMIT_PER_MINUTE", "6000");
        try (ServerProcess server = ServerProcess.launch(environment)) {
            Api api = server.awaitReady();
            NewPeople people = new NewPeople(api, dataDir);
            List<Person> honest = new ArrayList<>();
            for (int i = 0; i < HONEST; i++) {
                honest.add(people.person());
            }
            Person villain = people.person();
            Person friend = people.person();
            long loud = villain.privateChatWith(friend);
            for (int i = 0; i < 200; i++) {
                villain.send(loud, LARGE_TEXT);
            }

            useFor(USUAL, honest); // until the server is warm
            long usual = median(useFor(USUAL, honest));
            List<Long> attacked;
            long connections;
            try (HostileClients hostile = new HostileClients(api.base())) {
                hostile.holdBodiesBack(300, villain.token());
                hostile.holdLargeBodiesBack(50, villain.token());
                hostile.trickleHeads(300);
                hostile.postForms(8);
                hostile.readSlowly(150, "/api/v1/messages/" + loud + "?limit=200", villain.token());
                hostile.readSlowly(10, "/api/v1/users/me/export", villain.token());
                hostile.sayNothing(1_500);
                hostile.floodSockets(20, villain.token());
                attacked = useFor(ATTACK, honest);
                connections = hostile.connections();
            }

            System.out.printf(
                    "hostile clients: %d connections; honest ones: %d requests, %d tried again, median %.1f ms,"
                            + " usually %.1f ms: %.1f times, slowest %.0f ms%n",
                    connections,
                    attacked.size(),
                    again.get(),
                    median(attacked) / 1e6,
                    usual / 1e6,
                    (double) median(attacked) / usual,
                    Collections.max(attacked) / 1e6);
            assertThat(attacked).as("honest requests").hasSizeGreaterThan(HONEST * 3);
            api.get("/health/ready").expect(200);
            assertThat(server.output()).doesNotContain("OutOfMemoryError", " 500 ");
            assertThat(server.stop()).as("exit status after SIGTERM").isEqualTo(143);
        }
    }

    /** Sends and reads, each person on their own, and returns the nanoseconds of each request. */
    private List<Long> useFor(Duration time, List<Person> people) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        List<Long> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> users = new ArrayList<>();
            for (int i = 0; i < people.size(); i++) {
                Person person = people.get(i);
                Person other = people.get((i + 1) % people.size());
                users.add(threads.submit(() -> use(person, other, end)));
            }
            for (Future<List<Long>> user : users) {
                all.addAll(user.get());
            }
        }
        return all;
    }

    private List<Long> use(Person person, Person other, long end) {
        List<Long> nanos = new ArrayList<>();
        long chat = timed(
                        nanos,
                        () -> person.api()
                                .post("/api/v1/chats", Map.of("type", "private", "member_ids", List.of(other.id()))))
                .json()
                .get("id")
                .asLong();
        while (System.nanoTime() - end < 0) {
            String id = UUID.randomUUID().toString();
            long sent = timed(
                            nanos,
                            () -> person.api()
                                    .post(
                                            "/api/v1/messages",
                                            Map.of(
                                                    "chat_id",
                                                    chat,
                                                    "type",
                                                    "text",
                                                    "text",
                                                    id,
                                                    "client_message_id",
                                                    id)))
                    .json()
                    .get("id")
                    .asLong();
            Api.Response history = timed(nanos, () -> person.api().get("/api/v1/messages/" + chat + "?limit=20"));
            assertThat(history.json().findValuesAsString("id")).contains(Long.toString(sent));
            timed(nanos, () -> person.api().get("/api/v1/chats"));
        }
        return nanos;
    }

    /** A request that succeeds, when need be after it was told that the server is busy, or lost its connection. */
    private Api.Response timed(List<Long> nanos, Supplier<Api.Response> request) {
        long begin = System.nanoTime();
        Api.Response response = Awaitility.await("an honest request")
                .atMost(Duration.ofSeconds(15))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> tried(request), tried -> tried.status() < 300);
        nanos.add(System.nanoTime() - begin);
        return response;
    }

    private Api.Response tried(Supplier<Api.Response> request) {
        try {
            Api.Response response = request.get();
            if (response.status() != 503) {
                assertThat(response.status())
                        .as("status of %s", response.body())
                        .isLessThan(300);
                return response;
            }
            again.incrementAndGet();
            return response;
        } catch (UncheckedIOException lost) {
            again.incrementAndGet();
            return new Api.Response(503, HttpHeaders.of(Map.of(), (name, value) -> true), "");
        }
    }

    private static long median(List<Long> values) {
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
