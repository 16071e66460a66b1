package dev.messenger.embedded;

import java.util.List;

/**
 * How the embedded S3 store is reached.
 *
 * @param host address to listen on; other machines can reach the store when it is not a loopback address
 * @param port port to listen on, or 0 for a free one, which is kept over restarts as long as nobody else takes it
 * @param corsOrigins origins (such as {@code https://chat.example.org}, or {@code *}) whose pages may upload and download
 */
public record StoreSettings(String host, int port, List<String> corsOrigins) {

    /** Copies the list. */
    public StoreSettings {
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** A store for this machine alone, on a port of its own choice, closed to the pages of other origins. */
    public static StoreSettings loopback() {
        return new StoreSettings("127.0.0.1", 0, List.of());
    }
}
