package dev.messenger.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on loopback for what a test starts, stops and starts again in the same place. */
public final class FreePort {

    /** Systems give ports above 32,767 to connections that leave: one of those may be taken while nobody listens on it. */
    private static final int FIRST = 20_000;

    private static final int END = 32_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /** One on which nobody listens now, and which no connection takes by itself. */
    public static int any() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // taken: the next one
            }
        }
        throw new IllegalStateException("No free port among " + TRIES + " between " + FIRST + " and " + END);
    }
}
