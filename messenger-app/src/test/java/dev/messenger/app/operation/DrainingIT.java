package dev.messenger.app.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.http.realtime.Stream;
import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.NewPeople;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.ServerProcess;
import dev.messenger.app.testing.TestServer;
import dev.messenger.testing.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes behind a load balancer are restarted one after the other, and no client notices. */
@Tag("O1")
class DrainingIT {

    private static final int CLIENTS = 3;

    /** The balancers of the documents. */
    enum Kind {
        NGINX,
        HAPROXY
    }

    @TempDir
    private Path folder;

    private final Map<String, String> services = TestServer.freshServices();

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noRequestFailsWhileANodeIsRestarted(Kind kind) throws InterruptedException {
        int first = FreePort.any();
        int second = FreePort.any();
        try (ServerProcess one = node(first, 3);
                ServerProcess two = node(second, 3)) {
            one.awaitReady();
            two.awaitReady();
            try (Balancer balancer = kind == Kind.NGINX
                    ? Balancer.nginx(folder, first, second)
                    : Balancer.haproxy(folder, first, second)) {
                awaitBoth(balancer);
                Traffic traffic = new Traffic(balancer.api());
                traffic.start();

                traffic.awaitMore(50);
                assertThat(one.stop()).as("exit status after SIGTERM").isEqualTo(143);
                traffic.awaitMore(50);
                try (ServerProcess again = node(first, 3)) {
                    again.awaitReady();
                    awaitBoth(balancer);
                    traffic.awaitMore(50);
                    traffic.end();
                }
            }
        }
    }

    @Test
    @Tag("R8")
    void aNodeThatIsToldToStopSaysSoAndServesForAWhile() {
        try (ServerProcess node = node(FreePort.any(), 4)) {
            Api api = node.awaitReady();
            Person ann = new NewPeople(api, folder).person();
            try (Stream stream = Stream.of(Stream.uri(api), ann)) {
                stream.await("ready");

                node.terminate();

                await().until(() -> api.get("/health/live").status() == 503);
                Api.Response ready = api.get("/health/ready").expect(503);
                assertThat(ready.code()).isEqualTo("stopping");
                assertThat(ready.headers().firstValue("Connection")).hasValue("close");
                api.get("/health").expect(503);
                ann.api().get("/api/v1/chats").expect(200);
                assertThat(stream.awaitClose()).isEqualTo(1001);
            }
            assertThat(node.awaitExit()).isEqualTo(143);
        }
    }

    private ServerProcess node(int port, int delay) {
        Map<String, String> variables = new HashMap<>(TestServer.environment(services, folder));
        variables.put("HTTP_PORT", Integer.toString(port));
        variables.put("SHUTDOWN_DELAY_SECONDS", Integer.toString(delay));
        variables.put("TRUSTED_PROXIES", "127.0.0.1");
        variables.put("READ_RATE_LIMIT_PER_MINUTE", "0");
        variables.put("WRITE_RATE_LIMIT_PER_MINUTE", "0");
        variables.put("ANONYMOUS_RATE_LIMIT_PER_MINUTE", "0");
        return ServerProcess.launch(variables);
    }

    /** Until requests have been served without a failure for as long as the balancer remembers one. */
    private static void awaitBoth(Balancer balancer) {
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(30))
                .until(() -> balancer.api().get("/health/live").status() == 200);
    }

    /** Clients that send messages and read them, as fast as they get answers. */
    private final class Traffic {

        private final Api api;
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final CountDownLatch running = new CountDownLatch(CLIENTS);

        Traffic(Api api) {
            this.api = api;
        }

        void start() {
            for (int i = 0; i < CLIENTS; i++) {
                Person person = new NewPeople(api, folder).person();
                long chat = person.api()
                        .get("/api/v1/chats/saved")
                        .expect(200)
                        .json()
                        .get("id")
                        .asLong();
                Thread.ofVirtual().start(() -> {
                    try {
                        converse(person, chat);
                    } catch (RuntimeException | AssertionError failure) {
                        failures.add(failure.toString());
                    } finally {
                        running.countDown();
                    }
                });
            }
        }

        private void converse(Person person, long chat) {
            int own = 0;
            while (!ended.get()) {
                person.send(chat, "message " + UUID.randomUUID());
                own++;
                sent.incrementAndGet();
                assertThat(person.api()
                                .get("/api/v1/messages/" + chat + "?limit=200")
                                .expect(200)
                                .json())
                        .as("each message that was answered is there once")
                        .hasSize(Math.min(own, 200));
            }
        }

        /** Waits for so many more messages. */
        void awaitMore(int messages) {
            int before = sent.get();
            await().atMost(Duration.ofSeconds(60)).until(() -> sent.get() >= before + messages || !failures.isEmpty());
            assertThat(failures).isEmpty();
        }

        void end() throws InterruptedException {
            ended.set(true);
            running.await();
            assertThat(failures).isEmpty();
        }
    }
}
