package dev.messenger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts connections and never says a word, nor listens to one. */
public final class SilentServer implements AutoCloseable {

    private final ServerSocket door;
    private final Thread doorman;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    private SilentServer(ServerSocket door) {
        this.door = door;
        doorman = Thread.ofVirtual().start(this::accept);
    }

    /** One on this port of loopback. */
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
                connections.add(door.accept());
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** How many came so far. */
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        try {
            door.close();
            // the port is free once nobody waits at the door
            doorman.join();
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
