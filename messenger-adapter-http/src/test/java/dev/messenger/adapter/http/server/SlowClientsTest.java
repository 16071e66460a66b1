package dev.messenger.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.messenger.adapter.http.endpoint.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send and read a byte now and then, which Jetty's idle timeout of 30 s does not end. */
@Tag("C17")
class SlowClientsTest {

    private static final int LARGE = 16 << 20;
    private static final String GET_LARGE = "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static final AtomicReference<@Nullable Throwable> streamEnd = new AtomicReference<>();
    private static ToyServer server;

    record Note(String text) {}

    @BeforeAll
    static void start() {
        ClientBounds bounds = new ClientBounds(
                0, 0, 0, 1 << 20, 2L * LARGE, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        server = ToyServer.start(
                ToyServer.settings(Duration.ofSeconds(1), bounds),
                List.of(
                        Endpoint.post("/notes", "T", "Take a note")
                                .open()
                                .body(Note.class)
                                .returnsNothing()
                                .handle(request -> {}),
                        Endpoint.get("/large", "T", "Give much")
                                .open()
                                .returnsBytes("text/plain")
                                .handle(request -> new byte[LARGE]),
                        Endpoint.get("/stream", "T", "Stream much")
                                .open()
                                .returnsStream("text/plain")
                                .handle(request -> out -> {
                                    try {
                                        for (int i = 0; i < LARGE; i += 8192) {
                                            out.write(new byte[8192]);
                                        }
                                    } catch (IOException broken) {
                                        streamEnd.set(broken);
                                        throw broken;
                                    }
                                })));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096); // before the connection, so that it counts
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Sends {@code begin}, and then a byte every tenth of a second; returns what the server said until it closed. */
    private static String trickle(String begin) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> readAll(socket));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        try {
                            socket.getOutputStream().write('a');
                        } catch (IOException closed) {
                            return true;
                        }
                        return said.isDone();
                    });
            return said.join();
        }
    }

    private static String readAll(Socket socket) {
        StringBuilder said = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(); read >= 0; read = in.read()) {
                said.append((char) read);
            }
        } catch (IOException reset) {
            // the server closed while bytes were on their way
        }
        return said.toString();
    }

    private static void assertTimeout(String response) {
        assertThat(response).startsWith("HTTP/1.1 408 ");
        assertThat(response.toLowerCase(Locale.ROOT))
                .contains("content-type: application/json", "x-request-id: made-", "connection: close");
        String body = response.substring(response.indexOf("\r\n\r\n") + 4);
        assertThat(ToyServer.json(body).get("code").stringValue()).isEqualTo("request_timeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /l",
                "GET /large HTTP/1.1\r\nHost: localhost\r\nX-Long: ",
                "POST /notes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12\r\n\r\n{\"text\":\"a\"}GET /l"
            })
    @Tag("C3")
    void a_head_that_trickles_is_408(String begin) throws Exception {
        String response = trickle(begin);

        assertTimeout(response.substring(response.lastIndexOf("HTTP/1.1 ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 16000\r\n\r\n{\"text\":\"",
                "Transfer-Encoding: chunked\r\n\r\nfff\r\n{\"text\":\""
            })
    @Tag("C3")
    void a_body_that_trickles_is_408(String rest) throws Exception {
        assertTimeout(trickle("POST /notes HTTP/1.1\r\nHost: localhost\r\n" + rest));
    }

    @Test
    void a_body_of_which_nothing_comes_is_408() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write("POST /notes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertTimeout(readAll(socket));
        }
    }

    @Test
    void a_connection_that_waits_for_its_next_request_stays_open() throws Exception {
        try (Socket socket = connect()) {
            socket.setSoTimeout(2_500); // longer than any of the deadlines
            String request = "POST /notes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12\r\n\r\n{\"text\":\"a\"}";
            for (int i = 0; i < 2; i++) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                byte[] head = socket.getInputStream().readNBytes(12);
                assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 204");
                assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> {
                    while (socket.getInputStream().read() >= 0) {
                        // the rest of the head, and then nothing: no end either
                    }
                });
            }
        }
    }

    @Test
    void a_response_that_is_not_read_is_cut_off() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(GET_LARGE.getBytes(StandardCharsets.US_ASCII));
            // a byte a second keeps no response alive
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> isClosed(socket));
        }
    }

    /** The server closed when it resets a connection to which the client writes. */
    private static boolean isClosed(Socket socket) throws IOException {
        try {
            socket.getInputStream().read();
            socket.getOutputStream().write(' ');
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void a_stream_that_is_not_read_is_cut_off() throws Exception {
        streamEnd.set(null);
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> streamEnd.get() != null);
        }
    }

    /** Three times as long as the server waits for who does not read at all. */
    @ParameterizedTest
    @ValueSource(strings = {"/large", "/stream"})
    void a_slow_reader_gets_everything(String path) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] part = new byte[LARGE / 12];
            int[] all = {0};
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> {
                        int read = socket.getInputStream().readNBytes(part, 0, part.length);
                        all[0] += read;
                        return read < part.length;
                    });
            assertThat(all[0]).isGreaterThan(LARGE);
        }
    }
}
