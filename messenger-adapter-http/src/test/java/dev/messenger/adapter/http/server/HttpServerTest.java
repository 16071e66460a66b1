package dev.messenger.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.Request;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HttpServerTest {

    private static Endpoint slow(CountDownLatch entered, CountDownLatch leave) {
        return Endpoint.get("/slow", "T", "Wait")
                .open()
                .returnsBytes("text/plain")
                .handle(request -> {
                    entered.countDown();
                    await(leave);
                    return "done".getBytes(StandardCharsets.UTF_8);
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException cut) {
            throw new IllegalStateException(cut);
        }
    }

    @Test
    void a_stop_lets_running_requests_finish() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        ToyServer server = ToyServer.start(ToyServer.settings(Duration.ofSeconds(20)), List.of(slow(entered, leave)));
        int port = server.port();
        var response = CompletableFuture.supplyAsync(() -> server.callBare("GET", "/slow", null));
        await(entered);

        var stopped = CompletableFuture.runAsync(server::closeServer);
        Awaitility.await().until(() -> refuses(port));
        leave.countDown();

        assertThat(response.join().body()).isEqualTo("done");
        stopped.join();
        server.close();
    }

    @Test
    void a_stop_does_not_wait_longer_than_it_is_told() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        ToyServer server = ToyServer.start(ToyServer.settings(Duration.ofMillis(200)), List.of(slow(entered, never)));
        var response = CompletableFuture.supplyAsync(() -> server.callBare("GET", "/slow", null));
        await(entered);

        CompletableFuture.runAsync(server::closeServer)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();

        never.countDown();
        assertThat(response.handle((body, failure) -> true).join()).isTrue();
        server.close();
    }

    private static boolean refuses(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (ConnectException refused) {
            return true;
        }
    }

    @Test
    void a_port_in_use_is_told_as_such() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpSettings settings = new HttpSettings(
                    "127.0.0.1",
                    taken.getLocalPort(),
                    Set.of(),
                    TrustedProxies.of(List.of()),
                    Duration.ofSeconds(1),
                    ClientBounds.forHeap(256 << 20, 10_000));

            assertThatExceptionOfType(PortInUse.class)
                    .isThrownBy(() -> ToyServer.start(settings, List.of()))
                    .withMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void requests_run_on_virtual_threads() {
        Endpoint thread = Endpoint.get("/thread", "T", "Tell the thread")
                .open()
                .returnsBytes("text/plain")
                .handle(request ->
                        Boolean.toString(Thread.currentThread().isVirtual()).getBytes(StandardCharsets.UTF_8));

        try (ToyServer server = ToyServer.start(ToyServer.settings(Duration.ofSeconds(1)), List.of(thread))) {
            assertThat(server.callBare("GET", "/thread", null).body()).isEqualTo("true");
        }
    }

    @Test
    void a_handler_that_asks_for_what_it_did_not_declare_is_a_mistake_of_ours() {
        Endpoint body =
                Endpoint.get("/body", "T", "Body").open().returnsNothing().handle(Request::body);
        Endpoint who = Endpoint.get("/who", "T", "Who").open().returnsNothing().handle(Request::principal);
        Endpoint param = Endpoint.get("/param", "T", "P")
                .open()
                .returnsNothing()
                .handle(request -> request.get(ToyServer.LIMIT));

        try (ToyServer server = ToyServer.start(ToyServer.settings(Duration.ofSeconds(1)), List.of(body, who, param))) {
            for (String path : List.of("/body", "/who", "/param")) {
                assertThat(server.callBare("GET", path, null).statusCode()).isEqualTo(500);
            }
        }
    }

    @Test
    void two_endpoints_for_the_same_requests_are_refused() {
        Endpoint one = Endpoint.get("/same", "T", "One").open().returnsNothing().handle(request -> {});

        assertThatThrownBy(() -> ToyServer.start(ToyServer.settings(Duration.ofSeconds(1)), List.of(one, one)))
                .hasMessageContaining("/same");
    }
}
