package dev.messenger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts connections and neither reads nor writes. */
public final class SilentServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Thread acceptor;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    private SilentServer(ServerSocket listener) {
        this.listener = listener;
        acceptor = Thread.ofVirtual().start(this::accept);
    }

    /** A server on this port of loopback. */
    public static SilentServer on(int port) {
        try {
            return new SilentServer(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                connections.add(listener.accept());
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** The number of connections so far. */
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        try {
            listener.close();
            // the port is free once the acceptor has ended
            acceptor.join();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
