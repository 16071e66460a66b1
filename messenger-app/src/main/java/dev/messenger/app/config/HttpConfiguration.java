package dev.messenger.app.config;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.messenger.adapter.http.server.ClientBounds;
import dev.messenger.adapter.http.server.TrustedProxies;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * The address of the server, the origins and proxies that it trusts, and the bounds of what clients may make it hold.
 *
 * @param shutdownDelay how long it goes on serving after it was told to stop (rule O1)
 */
public record HttpConfiguration(
        String host,
        int port,
        List<String> corsOrigins,
        TrustedProxies trustedProxies,
        ClientBounds clients,
        Duration shutdownDelay) {

    /** @throws StartupFailure naming the variable that does not parse */
    static HttpConfiguration read(Environment env) {
        return new HttpConfiguration(
                env.text("HTTP_HOST", "0.0.0.0"),
                env.whole("HTTP_PORT", 8080, 0, 65_535),
                env.origins("CORS_ALLOWED_ORIGINS"),
                trustedProxies(env),
                clients(env),
                env.seconds("SHUTDOWN_DELAY_SECONDS", Duration.ZERO, 0, Duration.ofMinutes(10)));
    }

    private static ClientBounds clients(Environment env) {
        ClientBounds fitting = ClientBounds.forHeap(Runtime.getRuntime().maxMemory(), maxFiles());
        return fitting.withLimits(
                env.whole("MAX_CONNECTIONS", fitting.maxConnections(), 0, 1_000_000),
                env.whole("MAX_CONNECTIONS_PER_ADDRESS", fitting.maxConnectionsPerAddress(), 0, 1_000_000),
                env.whole("ANONYMOUS_RATE_LIMIT_PER_MINUTE", fitting.anonymousPerMinute(), 0, 1_000_000));
    }

    private static long maxFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    private static TrustedProxies trustedProxies(Environment env) {
        try {
            return TrustedProxies.of(env.list("TRUSTED_PROXIES"));
        } catch (IllegalArgumentException e) {
            throw new StartupFailure(
                    "TRUSTED_PROXIES must list addresses or networks such as 10.0.0.7 or 10.0.0.0/8: " + e.getMessage(),
                    e);
        }
    }
}
