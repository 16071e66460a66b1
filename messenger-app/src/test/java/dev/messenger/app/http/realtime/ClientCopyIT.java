package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Users act at random and concurrently. Each has a client that fetches everything once and then follows the stream only, over changing
 * transports and with random disconnects. In the end the client's copy must equal the response of REST.
 * {@code -Drealtime.seeds=50 -Drealtime.steps=400} is a long run.
 */
class ClientCopyIT {

    private static final int PEOPLE = 5;
    private static final int STEPS = Integer.getInteger("realtime.steps", 160);
    private static final int STEPS_BETWEEN_CHECKS = 40;
    private static final int AT_ONCE = 4;

    private final TestServer server = TestServer.shared();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("realtime.seeds", 4));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Tag("R2")
    @Tag("R3")
    @Tag("R4")
    @Tag("R9")
    @Tag("U3")
    void a_copy_that_lives_on_the_stream_is_what_rest_answers(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(server.person());
        }
        Deeds deeds = new Deeds(List.copyOf(people));
        for (int i = 0; i < 10; i++) {
            deeds.plan(random).run();
        }
        List<Client> clients = new ArrayList<>(
                people.stream().map(person -> new Client(person, random)).toList());
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int step = 1; step <= STEPS; step++) {
                List<Future<?>> running = new ArrayList<>();
                for (int i = random.nextInt(5) == 0 ? AT_ONCE : 1; i > 0; i--) {
                    running.add(together.submit(deeds.plan(random)));
                }
                for (Client client : clients) {
                    client.live(random);
                }
                for (Future<?> deed : running) {
                    deed.get();
                }
                if (step == STEPS * 3 / 4) {
                    deeds.endOf(clients.getLast().me).run();
                    clients.removeLast().close();
                }
                if (step % STEPS_BETWEEN_CHECKS == 0) {
                    for (Client client : clients) {
                        client.check(random, "seed " + seed + ", for " + client.me.id() + " after\n" + deeds.story());
                    }
                }
            }
        } finally {
            clients.forEach(Client::close);
        }
    }

    /** The client of one user. */
    private static final class Client {

        private static final List<EventConnection.Transport> TRANSPORTS = List.of(EventConnection.Transport.values());
        private static final Duration PATIENCE = Duration.ofSeconds(20);

        private final Person me;
        private final long saved;
        private final ClientCopy copy;
        private @Nullable EventConnection connection;
        private int taken;
        private long cursor;
        private long lastMessageHere;

        Client(Person me, SplittableRandom random) {
            this.me = me;
            this.saved = me.api()
                    .get("/api/v1/chats/saved")
                    .expect(200)
                    .json()
                    .get("id")
                    .asLong();
            this.copy = new ClientCopy(me);
            EventConnection opened = anyTransport(random).open(me, null);
            this.connection = opened;
            await("ready", () -> !opened.events().isEmpty());
            take(opened, 1);
            copy.fetchEverything();
        }

        private static EventConnection.Transport anyTransport(SplittableRandom random) {
            return TRANSPORTS.get(random.nextInt(TRANSPORTS.size()));
        }

        /** Applies some of the received events, or disconnects, or reconnects over any transport. */
        void live(SplittableRandom random) {
            EventConnection open = connection;
            if (open == null) {
                if (random.nextInt(4) == 0) {
                    connect(random);
                }
                return;
            }
            boolean shut = open.isShut(); // checked before: nothing arrives after that
            take(open, shut ? Integer.MAX_VALUE : random.nextInt(8));
            if (shut || random.nextInt(6) == 0) {
                close();
            }
        }

        private EventConnection connect(SplittableRandom random) {
            EventConnection opened = anyTransport(random).open(me, cursor);
            connection = opened;
            taken = 0;
            return opened;
        }

        void close() {
            if (connection != null) {
                connection.close();
                connection = null;
            }
        }

        private void take(EventConnection open, int atMost) {
            List<JsonNode> events = open.events();
            for (int i = 0; i < atMost && taken < events.size(); i++) {
                JsonNode event = events.get(taken++);
                if (event.get("type").asString().equals("ready")) {
                    cursor = Math.max(cursor, event.get("cursor").asLong());
                    continue;
                }
                copy.take(event);
                if (!event.get("cursor").isNull()) {
                    assertThat(event.get("cursor").asLong())
                            .as("in order, each once")
                            .isGreaterThan(cursor);
                    cursor = event.get("cursor").asLong();
                }
                if (event.get("data").path("chat_id").asLong(0) == saved) {
                    lastMessageHere = event.get("data").path("id").asLong(lastMessageHere);
                }
            }
        }

        private static void await(String what, Callable<Boolean> condition) {
            Awaitility.await(what)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(condition);
        }

        /** Applies all events so far, and compares. */
        void check(SplittableRandom random, String story) {
            long mark = me.send(saved, "mark");
            await("all events: " + story, () -> {
                EventConnection open = connection == null ? connect(random) : connection;
                boolean shut = open.isShut();
                take(open, Integer.MAX_VALUE);
                if (shut) {
                    close();
                }
                return lastMessageHere == mark;
            });
            assertThat(copy.lines()).as(story).isEqualTo(ClientCopy.fetched(me).lines());
            for (boolean archived : new boolean[] {false, true}) {
                List<Long> listed = new ArrayList<>();
                me.api()
                        .get("/api/v1/chats?limit=200&archived=" + archived)
                        .expect(200)
                        .json()
                        .values()
                        .forEach(chat -> listed.add(chat.get("id").asLong()));
                assertThat(copy.listed(archived)).as(story).isEqualTo(listed);
            }
        }
    }
}
