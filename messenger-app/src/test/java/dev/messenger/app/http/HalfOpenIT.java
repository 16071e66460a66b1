package dev.messenger.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Certificate;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.testing.Cable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is behind TLS, and its connections fall silent without an end, as after a power cut (rule O5). */
@Tag("O5")
class HalfOpenIT {

    private static final Duration NOTICED = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private SSLServerSocket tls;
    private Cable cable;
    private TestServer server;
    private Person anna;
    private long chat;

    @BeforeEach
    void start() throws IOException {
        Map<String, String> services = new HashMap<>(TestServer.freshServices());
        URI database =
                URI.create(Objects.requireNonNull(services.get("DATABASE_URL")).substring("jdbc:".length()));
        tls = tlsBefore(database);
        cable = Cable.to(URI.create("tls://127.0.0.1:" + tls.getLocalPort()));
        services.put(
                "DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:" + cable.port() + database.getRawPath() + "?" + database.getRawQuery()
                        + "&sslmode=require&sslNegotiation=direct");
        server = TestServer.start(services, Map.of());
        anna = server.person();
        chat = anna.privateChatWith(server.person());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        cable.close();
        tls.close();
    }

    @Test
    void isNoticedWithinTenSecondsAndOverSoonAfterItsEnd() {
        anna.send(chat, "before");
        cable.clog();

        await().atMost(NOTICED).until(() -> readiness() == 503);
        assertThat(server.api()
                        .get("/health/ready")
                        .json()
                        .get("detail")
                        .get("db")
                        .booleanValue())
                .isFalse();
        long begun = System.nanoTime();
        assertThat(post().status()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(NOTICED);

        cable.pull();
        cable.plug();
        await().atMost(NOTICED).until(() -> readiness() == 200 && post().status() == 201);
    }

    @Test
    void connectionsThatAreSilentAreReplacedByNewOnes() {
        anna.send(chat, "before");
        cable.clogPresent();

        await().atMost(NOTICED.multipliedBy(2)).until(() -> post().status() == 201);
        for (int i = 0; i < 20; i++) {
            post().expect(201);
        }
        assertThat(readiness()).isEqualTo(200);
    }

    private int readiness() {
        return server.api().get("/health/ready").status();
    }

    private Api.Response post() {
        return anna.api().post("/api/v1/messages", Map.of("chat_id", chat, "type", "text", "text", "after"));
    }

    /** Ends the TLS of the driver, which speaks it from the first byte on, and passes on what it contains. */
    private SSLServerSocket tlsBefore(URI database) throws IOException {
        SSLServerSocket listener = (SSLServerSocket) Certificate.in(folder)
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = listener.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"postgresql"});
        listener.setSSLParameters(parameters);
        Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket client = listener.accept();
                    Socket service = new Socket(database.getHost(), database.getPort());
                    Thread.ofPlatform().daemon().start(() -> copy(client, service));
                    Thread.ofPlatform().daemon().start(() -> copy(service, client));
                } catch (IOException e) {
                    // closed
                }
            }
        });
        return listener;
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one end is closed: close the other
        }
    }
}
