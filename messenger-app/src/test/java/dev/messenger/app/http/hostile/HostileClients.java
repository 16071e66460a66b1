package dev.messenger.app.http.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that attack a server until they are closed. Each kind opens its connections anew when the server closes them, a few times a
 * second. Thread-safe.
 */
final class HostileClients implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final URI server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private volatile boolean over;

    HostileClients(URI server) {
        this.server = server;
    }

    /** What a client does on a new connection, until that fails or is done. */
    @FunctionalInterface
    private interface Attack {
        void on(Socket socket) throws IOException;
    }

    private void attack(int clients, Attack attack) {
        for (int i = 0; i < clients; i++) {
            threads.execute(() -> {
                while (!over) {
                    try (Socket socket = connected()) {
                        attack.on(socket);
                    } catch (IOException closed) {
                        // by the server, which is what it should do
                    }
                    pause();
                }
            });
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket() {
            @Override
            public void close() throws IOException {
                sockets.remove(this);
                super.close();
            }
        };
        sockets.add(socket);
        socket.setReceiveBufferSize(2048);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        connections.incrementAndGet();
        return socket;
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String head(String line, String... headers) {
        return line + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    /** Reads until the server closes. */
    private static void awaitClose(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        while (in.read() >= 0) {
            // an answer
        }
    }

    /** Sends a message of the largest size but for its last byte, and waits. */
    void holdBodiesBack(int clients, String token) {
        attack(clients, socket -> {
            send(
                    socket,
                    head(
                            "POST /api/v1/messages",
                            "Authorization: Bearer " + token,
                            "Content-Type: application/json",
                            "Content-Length: 65536"));
            send(socket, "{" + " ".repeat(65_534));
            awaitClose(socket);
        });
    }

    /** Declares 1 MiB, with and without a token, and sends all but the last byte of it. */
    void holdLargeBodiesBack(int clients, String token) {
        for (String authorization : new String[] {"Authorization: Bearer " + token, "X-No: token"}) {
            attack(clients / 2, socket -> {
                send(
                        socket,
                        head(
                                "POST /api/v1/messages",
                                authorization,
                                "Content-Type: application/json",
                                "Content-Length: 1048576"));
                send(socket, " ".repeat(1_048_575));
                awaitClose(socket);
            });
        }
    }

    /** Sends a byte of a head now and then. */
    void trickleHeads(int clients) {
        attack(clients, socket -> {
            send(socket, "GET /api/v1/chats HTTP/1.1\r\nX-Long: ");
            while (!over) {
                send(socket, "a");
                pause();
            }
        });
    }

    /** Posts forms of 1 MiB, and of the largest size that is accepted, without a token, one after the other. */
    void postForms(int clients) {
        for (int fields : new int[] {8_192, 524_288}) {
            String form = "a=".repeat(fields);
            String post = head(
                            "POST /join",
                            "Content-Type: application/x-www-form-urlencoded",
                            "Content-Length: " + form.length())
                    + form;
            attack(clients / 2, socket -> {
                OutputStream out = socket.getOutputStream();
                byte[] bytes = post.getBytes(StandardCharsets.US_ASCII);
                byte[] answer = new byte[1024];
                do {
                    out.write(bytes);
                } while (!over && socket.getInputStream().read(answer) >= 0);
            });
        }
    }

    /** Asks for {@code path} and reads a byte of the answer now and then. */
    void readSlowly(int clients, String path, String token) {
        attack(clients, socket -> {
            send(socket, head("GET " + path, "Authorization: Bearer " + token));
            while (!over && socket.getInputStream().read() >= 0) {
                pause();
            }
        });
    }

    /** Opens connections and says nothing. */
    void sayNothing(int clients) {
        attack(clients, HostileClients::awaitClose);
    }

    /** Sends frames of {@code {}} as fast as the server takes them, and reads no answer. */
    void floodSockets(int clients, String token) {
        byte[] frames = frames(500);
        attack(clients, socket -> {
            send(
                    socket,
                    head(
                            "GET /api/v1/realtime",
                            "Authorization: Bearer " + token,
                            "Upgrade: websocket",
                            "Connection: Upgrade",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                            "Sec-WebSocket-Version: 13"));
            while (!over) {
                socket.getOutputStream().write(frames);
            }
        });
    }

    /** Text frames of {@code {}}, masked with zeros, which changes nothing. */
    private static byte[] frames(int count) {
        byte[] frame = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, '{', '}'};
        byte[] all = new byte[count * frame.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(frame, 0, all, i * frame.length, frame.length);
        }
        return all;
    }

    /** How many connections they opened. */
    long connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        over = true;
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.close();
    }
}
