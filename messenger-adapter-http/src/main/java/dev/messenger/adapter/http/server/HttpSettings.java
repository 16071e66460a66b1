package dev.messenger.adapter.http.server;

import java.time.Duration;
import java.util.Set;

/**
 * How the server listens.
 *
 * @param host the address to listen at, such as {@code 0.0.0.0}
 * @param port the port, 0 for any free one
 * @param corsAllowedOrigins the origins whose pages may send requests (rule C10): exact ones such as {@code https://chat.example.org}, or {@code *}
 * @param trustedProxies the proxies whose {@code X-Forwarded-For} counts
 * @param stopWithin how long running requests may continue when the server stops
 * @param clients what clients may make the server hold
 */
public record HttpSettings(
        String host,
        int port,
        Set<String> corsAllowedOrigins,
        TrustedProxies trustedProxies,
        Duration stopWithin,
        ClientBounds clients) {

    public HttpSettings {
        corsAllowedOrigins = Set.copyOf(corsAllowedOrigins);
    }
}
