package dev.messenger.adapter.http.server;

/** The server cannot listen at its configured address. The message is fit for an operator. */
public final class PortInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PortInUse(String host, int port, Throwable cause) {
        super("cannot listen at " + host + ":" + port + ": the port is in use, or may not be used", cause);
    }
}
