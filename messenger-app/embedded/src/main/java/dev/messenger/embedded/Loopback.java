package dev.messenger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;

/** The loopback address, where embedded services listen, and its free ports. */
final class Loopback {

    static final String HOST = "127.0.0.1";

    private static final int PATIENCE_MILLIS = 2000;

    private Loopback() {}

    /** The address of a port, without a name look-up. */
    static InetSocketAddress address(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        } catch (UnknownHostException e) {
            throw new AssertionError("Four bytes are an address", e);
        }
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

    /** Whether a service answers a question with anything, within two seconds. */
    static boolean answers(int port, byte[] question) {
        try (Socket socket = new Socket()) {
            socket.connect(address(port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(question);
            return socket.getInputStream().read() != -1;
        } catch (IOException e) {
            return false;
        }
    }
}
