package dev.messenger.adapter.http.door;

/** The server cannot listen where it was told to. Its message is fit for an operator. */
public final class PortInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PortInUse(String host, int port, Throwable cause) {
        super("cannot listen at " + host + ":" + port + ": the port is in use, or may not be used", cause);
    }
}
