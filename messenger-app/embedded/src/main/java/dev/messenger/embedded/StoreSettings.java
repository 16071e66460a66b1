package dev.messenger.embedded;

import java.util.List;

/**
 * The address of the embedded S3 store, and the pages that may use it.
 *
 * @param host address to listen on; other machines can reach the store when it is not a loopback address
 * @param port port to listen on, or 0 for a free one, which the store takes again at the next start if it is still free
 * @param corsOrigins origins (such as {@code https://chat.example.org}, or {@code *}) whose pages may upload and download
 * @param minFreeBytes how many bytes of the disk stay free: uploads beyond are refused (rule D8)
 */
public record StoreSettings(String host, int port, List<String> corsOrigins, long minFreeBytes) {

    /** Copies the list. */
    public StoreSettings {
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** A store on a free port of loopback, for no other origin, which may fill the disk. */
    public static StoreSettings loopback() {
        return new StoreSettings("127.0.0.1", 0, List.of(), 0);
    }
}
