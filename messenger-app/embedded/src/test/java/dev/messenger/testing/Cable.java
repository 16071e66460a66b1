package dev.messenger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cable to a service on this machine that a test can pull out and plug in again. Out of the {@link #pull pulled} cable connections break and
 * new ones are refused; in a {@link #clog clogged} one they stay and nothing comes through any more. May be used by several threads.
 */
public final class Cable implements AutoCloseable {

    private final InetSocketAddress service;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile ServerSocket door;
    private volatile Thread doorman;
    private final Set<Socket> clogged = ConcurrentHashMap.newKeySet();
    private volatile boolean cloggingAll;

    private Cable(InetSocketAddress service) throws IOException {
        this.service = service;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = door.getLocalPort();
        this.doorman = listen(door);
    }

    /** A cable to the host and port of a URL, plugged in. */
    public static Cable to(URI service) {
        try {
            return new Cable(new InetSocketAddress(service.getHost(), service.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port on loopback where this end of the cable is; it stays the same. */
    public int port() {
        return port;
    }

    /** Breaks all connections and refuses new ones. */
    public void pull() {
        close();
    }

    /** Keeps all connections and accepts new ones, but swallows what goes through them. */
    public void clog() {
        cloggingAll = true;
    }

    /** Swallows what goes through the present connections , while new ones work: as if the other end had lost its memory. */
    public void clogPresent() {
        clogged.addAll(sockets);
    }

    /** Lets new connections through again. */
    public void plug() {
        try {
            cloggingAll = false;
            ServerSocket anew = new ServerSocket();
            anew.setReuseAddress(true);
            anew.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            door = anew;
            doorman = listen(anew);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closeQuietly(door);
        try {
            // the port is free, and no more connections come, once nobody waits at the door
            doorman.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sockets.forEach(Cable::closeQuietly);
        sockets.clear();
    }

    private Thread listen(ServerSocket listening) {
        return Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket client = listening.accept();
                    Socket server = new Socket();
                    sockets.add(client);
                    sockets.add(server);
                    server.connect(service);
                    Thread.ofVirtual().start(() -> copy(client, server));
                    Thread.ofVirtual().start(() -> copy(server, client));
                } catch (IOException e) {
                    // pulled out, or the service is away: the client sees its connection end
                }
            }
        });
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (!cloggingAll && !clogged.contains(from)) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // one end is gone, so is the other
        }
        closeQuietly(from);
        closeQuietly(to);
    }

    private static void closeQuietly(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception e) {
            // it is as good as closed
        }
    }
}
