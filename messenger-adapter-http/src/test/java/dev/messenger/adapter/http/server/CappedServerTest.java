package dev.messenger.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.adapter.http.endpoint.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server with few connections and little memory for clients. */
@Tag("C16")
class CappedServerTest {

    private static final int LARGE = 16 << 20;

    private static final String ME = "127.0.0.1";
    private static final String OTHER = "127.0.0.2";

    private static final String PING = "GET /ping HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String SLOW = "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String GET_LARGE = "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final List<Socket> sockets = new ArrayList<>();
    private final CountDownLatch leave = new CountDownLatch(1);
    private final Semaphore entered = new Semaphore(0);

    record Note(String text) {}

    @AfterEach
    void close() throws IOException {
        leave.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private ToyServer server(int connections, int perAddress, List<String> proxies) {
        Duration minute = Duration.ofMinutes(1);
        ClientBounds bounds =
                new ClientBounds(connections, perAddress, 0, 20_000, LARGE * 3L / 2, minute, minute, minute);
        HttpSettings settings =
                new HttpSettings(ME, 0, Set.of(), TrustedProxies.of(proxies), Duration.ofSeconds(1), bounds);
        return ToyServer.start(
                settings,
                List.of(
                        Endpoint.get("/ping", "T", "Ping")
                                .open()
                                .returnsBytes("text/plain")
                                .handle(request -> "pong".getBytes(StandardCharsets.UTF_8)),
                        Endpoint.get("/large", "T", "Give much")
                                .open()
                                .returnsBytes("text/plain")
                                .handle(request -> new byte[LARGE]),
                        Endpoint.get("/slow", "T", "Wait")
                                .open()
                                .returnsBytes("text/plain")
                                .handle(request -> {
                                    entered.release();
                                    awaitLeave();
                                    return "done".getBytes(StandardCharsets.UTF_8);
                                }),
                        Endpoint.post("/notes", "T", "Take a note")
                                .body(Note.class)
                                .returnsNothing()
                                .handle(request -> {})));
    }

    private void awaitLeave() {
        try {
            assertThat(leave.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException cut) {
            throw new IllegalStateException(cut);
        }
    }

    private Socket connect(ToyServer server, String address) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        byte[] from = {127, 0, 0, (byte) (address.equals(ME) ? 1 : 2)};
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(from), 0));
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What the server says up to {@code end} or to its close. */
    private static String said(Socket socket, String end) {
        StringBuilder said = new StringBuilder();
        try {
            while (said.indexOf(end) < 0) {
                int read = socket.getInputStream().read();
                if (read < 0) {
                    break;
                }
                said.append((char) read);
            }
        } catch (IOException closed) {
            // what was said until then counts
        }
        return said.toString();
    }

    private static boolean serves(Socket socket) {
        try {
            send(socket, PING);
        } catch (IOException closed) {
            return false;
        }
        return said(socket, "pong").endsWith("pong");
    }

    private Socket served(ToyServer server, String address) throws IOException {
        Socket socket = connect(server, address);
        assertThat(serves(socket)).isTrue();
        return socket;
    }

    @Test
    void a_new_connection_of_an_address_takes_the_place_of_its_longest_idle_one() throws Exception {
        try (ToyServer server = server(0, 3, List.of())) {
            Socket others = served(server, OTHER);
            Socket first = served(server, ME);
            Socket second = served(server, ME);
            Socket third = served(server, ME);
            assertThat(serves(first)).isTrue(); // so that the second has been idle longest

            Socket fourth = served(server, ME);

            assertThat(said(second, "never")).isEmpty();
            assertThat(List.of(others, first, third, fourth)).allMatch(CappedServerTest::serves);
        }
    }

    @Test
    void a_new_connection_takes_the_place_of_the_longest_idle_one_of_all() throws Exception {
        try (ToyServer server = server(3, 0, List.of())) {
            Socket first = served(server, OTHER);
            Socket second = served(server, ME);
            Socket third = served(server, OTHER);

            Socket fourth = served(server, ME);

            assertThat(said(first, "never")).isEmpty();
            assertThat(List.of(second, third, fourth)).allMatch(CappedServerTest::serves);
        }
    }

    @Test
    void connections_that_say_nothing_keep_nobody_out() throws Exception {
        try (ToyServer server = server(10, 5, List.of())) {
            for (int i = 0; i < 50; i++) {
                connect(server, i % 2 == 0 ? ME : OTHER);
                assertThat(serves(connect(server, ME))).isTrue();
            }
        }
    }

    @Test
    void a_request_that_is_being_served_is_not_cut_off() throws Exception {
        try (ToyServer server = server(2, 0, List.of())) {
            Socket one = connect(server, ME);
            Socket two = connect(server, OTHER);
            send(one, SLOW);
            send(two, SLOW);
            assertThat(entered.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();

            Socket refused = connect(server, ME);
            assertThat(said(refused, "never")).isEmpty();
            leave.countDown();

            assertThat(said(one, "done")).endsWith("done");
            assertThat(said(two, "done")).endsWith("done");
            assertThat(serves(one)).isTrue();
        }
    }

    @Test
    void a_trusted_proxy_has_as_many_connections_as_there_are() throws Exception {
        try (ToyServer server = server(6, 2, List.of(OTHER))) {
            List<Socket> proxied = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                proxied.add(served(server, OTHER));
            }

            assertThat(proxied).allMatch(CappedServerTest::serves);
        }
    }

    @Test
    void closed_connections_count_no_more() throws Exception {
        try (ToyServer server = server(3, 3, List.of())) {
            Socket kept = served(server, ME);
            for (int i = 0; i < 30; i++) {
                try (Socket socket = served(server, ME)) {
                    assertThat(serves(socket)).isTrue();
                }
                Awaitility.await().until(() -> serves(kept));
            }
        }
    }

    private static String note(int length) {
        return "POST /notes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer toy-token\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    private static String text(int length) {
        return "{\"text\":\"" + "a".repeat(length - 11) + "\"}";
    }

    @Test
    void bodies_that_are_declared_and_not_sent_take_nothing_from_others() throws Exception {
        try (ToyServer server = server(0, 0, List.of())) {
            for (int i = 0; i < 30; i++) {
                send(connect(server, ME), note(19_000));
            }

            Socket honest = connect(server, ME);
            send(honest, note(19_000) + text(19_000));

            assertThat(said(honest, "\r\n")).startsWith("HTTP/1.1 204");
        }
    }

    @Test
    void beyond_the_budget_a_body_is_503_at_once_and_then_the_one_that_stalls() throws Exception {
        try (ToyServer server = server(0, 0, List.of())) {
            Socket stalled = connect(server, ME);
            send(stalled, note(15_000) + text(14_000));
            Socket next = connect(server, ME);
            // as soon as the server has read the first body, the second does not fit
            Awaitility.await().until(() -> {
                send(next, note(10_000) + text(10_000));
                String status = said(next, "\r\n\r\n");
                if (status.startsWith("HTTP/1.1 204")) {
                    return false;
                }
                assertThat(status).startsWith("HTTP/1.1 503").contains("Retry-After: 1");
                assertThat(said(next, "}")).contains("\"code\":\"busy\"");
                return true;
            });

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
                Socket later = connect(server, ME);
                send(later, note(10_000) + text(10_000));
                return said(later, "\r\n").startsWith("HTTP/1.1 204");
            });
            assertThat(said(stalled, "}")).startsWith("HTTP/1.1 503").contains("\"code\":\"busy\"");
        }
    }

    @Test
    void the_budget_is_given_back_whatever_becomes_of_a_body() throws Exception {
        try (ToyServer server = server(0, 0, List.of())) {
            for (int i = 0; i < 20; i++) {
                Socket gone = connect(server, ME);
                send(gone, note(15_000) + text(14_000));
                gone.close();
                Socket malformed = connect(server, ME);
                send(malformed, note(10_000) + "x".repeat(10_000));
                said(malformed, "}");
            }

            Awaitility.await().until(() -> {
                Socket whole = connect(server, ME);
                send(whole, note(19_990) + text(19_990));
                return said(whole, "\r\n").startsWith("HTTP/1.1 204");
            });
        }
    }

    @Test
    void a_response_that_nobody_reads_gives_way_to_one_that_is_read() throws Exception {
        try (ToyServer server = server(0, 0, List.of())) {
            Socket silent = connect(server, ME);
            send(silent, GET_LARGE);
            assertThat(said(silent, "\r\n")).startsWith("HTTP/1.1 200"); // now it is on its way

            Socket next = connect(server, ME);
            send(next, GET_LARGE);
            assertThat(said(next, "\r\n")).startsWith("HTTP/1.1 503");
            assertThat(said(next, "}")).contains("\"code\":\"busy\"");

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
                Socket later = connect(server, ME);
                send(later, GET_LARGE);
                return said(later, "\r\n").startsWith("HTTP/1.1 200");
            });
        }
    }
}
