package dev.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.testing.S3Requests;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send or read too slowly: they keep nobody else waiting, and are let go. */
@Tag("D9")
class SlowClientsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int SIZE = 100_000;

    private final List<Socket> sockets = new ArrayList<>();
    private final ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private EmbeddedStore store;

    @BeforeEach
    void startStore() {
        store = start(new StoreLimits(1000, PATIENCE, PATIENCE, 4096));
    }

    @AfterEach
    void stop() throws Exception {
        trickle.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
        http.close();
        store.close();
    }

    @Test
    void sevenHundredTrickledUploadsKeepNobodyWaiting() throws Exception {
        store.close();
        Duration minutes = Duration.ofMinutes(2); // a busy machine takes seconds to begin so many
        store = start(new StoreLimits(1000, minutes, minutes, 4096));
        URI link = uploadLink("trickled");
        for (int i = 0; i < 700; i++) {
            everySecondAByte(beginUpload(link));
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> files() == 700);

        long begin = System.nanoTime();
        upload("another");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("of another").isLessThan(Duration.ofSeconds(10));
        assertThat(files()).as("with those that still trickle").isEqualTo(701);
    }

    @Test
    void trickledUploadsAreLetGoAndLeaveNothing() throws Exception {
        URI link = uploadLink("trickled");
        for (int i = 0; i < 70; i++) {
            everySecondAByte(beginUpload(link));
        }
        for (Socket socket : sockets) {
            assertThat(firstLine(socket)).isIn("HTTP/1.1 408 Request Timeout", "");
        }
        await().until(() -> files() == 0);
    }

    @Test
    void anUploadThatStopsShortOfItsEndIsLetGo() throws Exception {
        Socket socket = beginUpload(uploadLink("silent"));
        socket.getOutputStream().write(new byte[SIZE - 2]);
        await().until(() -> files() == 1);

        await().atMost(Duration.ofSeconds(10)).until(() -> files() == 0);
    }

    @Test
    void aFastBeginningIsNoCreditForASlowEnd() throws Exception {
        Socket socket = beginUpload(uploadLink("late"));
        socket.getOutputStream().write(new byte[SIZE - 100]);
        everySecondAByte(socket);
        await().until(() -> files() == 1);

        await().atMost(Duration.ofSeconds(10)).until(() -> files() == 0);
    }

    @Test
    void aClientThatBreaksOffLeavesNothing() throws Exception {
        Socket socket = beginUpload(uploadLink("broken"));
        socket.getOutputStream().write(new byte[SIZE / 2]);
        await().until(() -> files() == 1);

        socket.close();

        await().until(() -> files() == 0);
    }

    @Test
    void aHeadThatTricklesAndAConnectionWithoutARequestAreLetGo() throws Exception {
        Socket mute = connect();
        Socket head = connect();
        head.getOutputStream().write("GET /messenger HTTP/1.1\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
        everySecondAByte(head);

        assertEnds(mute);
        assertEnds(head);
    }

    @Test
    void aFormThatTricklesIsLetGo() throws Exception {
        Socket form = connect();
        form.getOutputStream().write("""
                        POST /messenger HTTP/1.1\r
                        Host: x\r
                        Content-Type: application/x-www-form-urlencoded\r
                        Content-Length: 1000\r
                        \r
                        """.getBytes(StandardCharsets.US_ASCII));
        everySecondAByte(form);

        assertEnds(form);
    }

    @Test
    void aReaderThatReadsNothingIsLetGo() throws Exception {
        byte[] large = new byte[20 << 20];
        assertThat(http.send(
                                HttpRequest.newBuilder(uploadLink("large"))
                                        .PUT(BodyPublishers.ofByteArray(large))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        URI get = S3Requests.presign(store.coordinates(), "GET", "/messenger/large", Map.of());
        Socket reader = new Socket();
        sockets.add(reader);
        reader.setReceiveBufferSize(4096);
        reader.connect(Loopback.address(get.getPort()));
        reader.getOutputStream().write(head("GET", get, "").getBytes(StandardCharsets.US_ASCII));

        everySecond(() -> reader.getInputStream().read(new byte[512]));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(store.connections())
                        .as("but the one that uploaded")
                        .isLessThanOrEqualTo(1));
    }

    @Test
    void whenThereAreTooManyTheSlowestMakesRoom() throws Exception {
        store.close();
        store = start(new StoreLimits(20, Duration.ofMinutes(5), Duration.ofMinutes(5), 1));
        for (int i = 0; i < 20; i++) {
            everySecondAByte(beginUpload(uploadLink("trickled" + i)));
        }
        await().until(() -> files() == 20);

        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(() -> {
            for (int i = 0; i < 10; i++) {
                try (HttpClient another = HttpClient.newHttpClient()) {
                    upload(another, "another" + i);
                }
            }
        });
        assertThat(store.connections()).isLessThanOrEqualTo(20);
    }

    @Test
    void whatAKilledServerLeftUnfinishedGoesAtTheNextStart() throws Exception {
        upload("kept.txt");
        Path uploads = folder.resolve("objects/messenger");
        Path unfinished =
                Files.writeString(uploads.resolve("lost.png-0f2d1c3b-4a59-4877-8695-a4b3c2d1e0f9"), "half a pic");
        store.close();

        store = start(StoreLimits.defaults());

        await().until(() -> !Files.exists(unfinished));
        assertThat(uploads.resolve("kept.txt")).exists();
    }

    private EmbeddedStore start(StoreLimits limits) {
        return EmbeddedStore.start(folder, new GeneratedSecrets(folder), StoreSettings.loopback(), limits);
    }

    private URI uploadLink(String key) {
        return S3Requests.presign(store.coordinates(), "PUT", "/messenger/" + key, Map.of());
    }

    /** Sends the head of an upload and one byte. */
    private Socket beginUpload(URI link) throws IOException {
        Socket socket = connect();
        OutputStream out = socket.getOutputStream();
        out.write(head("PUT", link, "Content-Length: " + SIZE + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write('a');
        return socket;
    }

    private static String head(String method, URI link, String headers) {
        return method + " " + link.getRawPath() + "?" + link.getRawQuery() + " HTTP/1.1\r\nHost: " + link.getAuthority()
                + "\r\n" + headers + "\r\n";
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), store.coordinates().endpoint().getPort());
        sockets.add(socket);
        return socket;
    }

    private void everySecondAByte(Socket socket) {
        everySecond(() -> socket.getOutputStream().write('a'));
    }

    private void everySecond(Exchange exchange) {
        var unused = trickle.scheduleAtFixedRate(
                () -> {
                    try {
                        exchange.run();
                    } catch (IOException e) {
                        throw new IllegalStateException("the store has closed the connection", e);
                    }
                },
                0,
                1000,
                TimeUnit.MILLISECONDS);
    }

    private void upload(String key) throws Exception {
        upload(http, key);
    }

    private void upload(HttpClient client, String key) throws Exception {
        HttpRequest put = HttpRequest.newBuilder(uploadLink(key))
                .PUT(BodyPublishers.ofString("text"))
                .build();
        assertThat(client.send(put, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("objects/messenger"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static void assertEnds(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            // as good as an end
        }
    }

    private static String firstLine(Socket socket) {
        try {
            socket.setSoTimeout(30_000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException reset) {
            return ""; // the answer may be lost with bytes that were still on their way
        }
    }

    @FunctionalInterface
    private interface Exchange {
        void run() throws IOException;
    }
}
