package dev.messenger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The loopback address, where embedded services listen, and its free ports. */
final class Loopback {

    static final String HOST = "127.0.0.1";

    private Loopback() {}

    /** The address of a port. */
    static InetSocketAddress address(int port) {
        return new InetSocketAddress(HOST, port);
    }

    /** A port that is free now; another program may take it before the caller does. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address(0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on " + HOST, e);
        }
    }
}
