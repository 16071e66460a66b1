package dev.messenger.app.http.media;

import dev.messenger.testing.Cable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A proxy in front of a store: it forwards honestly, or fails in one of several ways. */
final class HostileStore implements AutoCloseable {

    private static final String DENIED = "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>";

    /** A failure: writes something wrong to a client. */
    enum Mood {
        HONEST,
        REFUSES_CONNECTIONS,
        SAYS_NOTHING,
        SAYS_500,
        SAYS_403,
        SAYS_503_FOR_EVER,
        TALKS_NONSENSE,
        HANGS_UP,
        DRIPS
    }

    private final ServerSocket listener;
    private final Cable store;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private volatile Mood mood = Mood.HONEST;

    HostileStore(URI store) {
        try {
            this.store = Cable.to(store);
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Changes the behaviour; open connections break. */
    void become(Mood other) {
        mood = other;
        clients.forEach(HostileStore::closeQuietly);
        clients.clear();
    }

    @Override
    public void close() {
        closeQuietly(listener);
        become(Mood.HANGS_UP);
        store.close();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client, mood));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket client, Mood present) {
        try {
            switch (present) {
                case HONEST -> pipe(client);
                case REFUSES_CONNECTIONS -> client.close();
                case SAYS_NOTHING -> awaitRequest(client);
                case SAYS_500 -> answer(client, "500 Internal Server Error", "<html>oops</html>");
                case SAYS_403 -> answer(client, "403 Forbidden", DENIED);
                case SAYS_503_FOR_EVER -> answer(client, "503 Slow Down", "");
                case TALKS_NONSENSE -> say(client, "220 smtp.example.org ESMTP\r\n\r\n");
                case HANGS_UP -> {
                    awaitRequest(client);
                    client.close();
                }
                case DRIPS -> drip(client);
            }
        } catch (IOException e) {
            closeQuietly(client);
        }
    }

    private void pipe(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), store.port());
        clients.add(server);
        Thread.ofVirtual().start(() -> copy(server, client));
        copy(client, server);
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one end is gone, so close the other
        }
    }

    private static void answer(Socket client, String status, String body) throws IOException {
        awaitRequest(client);
        say(
                client,
                "HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                        + body.length() + "\r\n\r\n");
        client.close();
    }

    /** A response that takes minutes to complete. */
    private static void drip(Socket client) throws IOException {
        awaitRequest(client);
        for (char letter :
                "HTTP/1.1 200 OK\r\nContent-Length: 8\r\nLast-Modified: Sun, 08 Mar 2026 10:00:00 GMT\r\n\r\n"
                        .toCharArray()) {
            say(client, String.valueOf(letter));
            try {
                Thread.sleep(500); // simulates a slow store; the test itself does not wait
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void awaitRequest(Socket client) throws IOException {
        if (client.getInputStream().read(new byte[8192]) < 0) {
            throw new IOException("the client left");
        }
    }

    private static void say(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void closeQuietly(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception e) {
            // it is closed already
        }
    }
}
