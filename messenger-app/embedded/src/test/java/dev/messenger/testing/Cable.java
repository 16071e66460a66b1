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
 * A TCP proxy to a service on this machine that a test can break and repair. A {@link #pull pulled} cable breaks its connections and
 * refuses new ones; a {@link #clog clogged} cable accepts connections and drops all bytes. Thread-safe.
 */
public final class Cable implements AutoCloseable {

    private final InetSocketAddress service;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile ServerSocket listener;
    private volatile Thread acceptor;
    private final Set<Socket> clogged = ConcurrentHashMap.newKeySet();
    private volatile boolean cloggingAll;

    private Cable(InetSocketAddress service) throws IOException {
        this.service = service;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = listener.getLocalPort();
        this.acceptor = listen(listener);
    }

    /** A working cable to the host and port of a URL. */
    public static Cable to(URI service) {
        try {
            return new Cable(new InetSocketAddress(service.getHost(), service.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port on loopback to connect to; it never changes. */
    public int port() {
        return port;
    }

    /** Breaks all connections and refuses new ones. */
    public void pull() {
        close();
    }

    /** Keeps all connections and accepts new ones, but drops their bytes. */
    public void clog() {
        cloggingAll = true;
    }

    /** Drops the bytes of present connections while new ones work, like a service that restarted unnoticed. */
    public void clogPresent() {
        clogged.addAll(sockets);
    }

    /** Forwards new connections again. */
    public void plug() {
        try {
            cloggingAll = false;
            ServerSocket anew = new ServerSocket();
            anew.setReuseAddress(true);
            anew.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listener = anew;
            acceptor = listen(anew);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closeQuietly(listener);
        try {
            // the port is free once the acceptor has ended
            acceptor.join();
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
                    // the cable is pulled or the service is down: the client sees its connection end
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
            // one end is closed: close the other
        }
        closeQuietly(from);
        closeQuietly(to);
    }

    private static void closeQuietly(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception e) {
            // nothing is left to close
        }
    }
}
