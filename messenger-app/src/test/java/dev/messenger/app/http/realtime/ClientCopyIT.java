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
 * People do random things, some at the same time, and each has a client that fetched everything once and lives on the stream alone from
 * then on, through one door and another, with breaks at any moment. Whatever happened, what it knows in the end is what REST answers.
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

    /** Someone's client. */
    private static final class Client {

        private static final List<Door.Kind> DOORS = List.of(Door.Kind.values());
        private static final Duration PATIENCE = Duration.ofSeconds(20);

        private final Person me;
        private final long saved;
        private final ClientCopy copy;
        private @Nullable Door door;
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
            Door opened = anyDoor(random).open(me, null);
            this.door = opened;
            await("ready", () -> !opened.events().isEmpty());
            take(opened, 1);
            copy.fetchEverything();
        }

        private static Door.Kind anyDoor(SplittableRandom random) {
            return DOORS.get(random.nextInt(DOORS.size()));
        }

        /** Takes some of what came, or breaks off, or comes back through any door. */
        void live(SplittableRandom random) {
            Door open = door;
            if (open == null) {
                if (random.nextInt(4) == 0) {
                    connect(random);
                }
                return;
            }
            boolean shut = open.isShut(); // asked first: nothing comes behind it
            take(open, shut ? Integer.MAX_VALUE : random.nextInt(8));
            if (shut || random.nextInt(6) == 0) {
                close();
            }
        }

        private Door connect(SplittableRandom random) {
            Door opened = anyDoor(random).open(me, cursor);
            door = opened;
            taken = 0;
            return opened;
        }

        void close() {
            if (door != null) {
                door.close();
                door = null;
            }
        }

        private void take(Door open, int atMost) {
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

        /** Takes all that came up to now, and compares. */
        void check(SplittableRandom random, String story) {
            long mark = me.send(saved, "mark");
            await("all events: " + story, () -> {
                Door open = door == null ? connect(random) : door;
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
