package dev.messenger.adapter.http.server;

import dev.messenger.application.shared.port.Limit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caps the open connections of the server, and of one address unless that is a trusted proxy (rule C16). A new connection at a cap
 * takes the place of the one for whose client the server has waited longest, so that idle connections keep nobody out; when the server
 * waits for none, the new one is closed. Thread-safe.
 */
final class ConnectionCaps {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionCaps.class);

    private final ClientBounds bounds;
    private final TrustedProxies proxies;
    private final Set<ClientConnection> all = new HashSet<>();
    private final Map<String, Set<ClientConnection>> byAddress = new HashMap<>();

    ConnectionCaps(ClientBounds bounds, TrustedProxies proxies) {
        this.bounds = bounds;
        this.proxies = proxies;
    }

    /** Counts a new connection, and closes it or another one when they are too many. */
    void opened(ClientConnection connection) {
        ClientConnection surplus = null;
        synchronized (this) {
            Set<ClientConnection> same = byAddress.getOrDefault(subject(connection), Set.of());
            int perAddress = proxies.isTrusted(connection.clientAddress()) ? 0 : bounds.maxConnectionsPerAddress();
            if (isFull(same, perAddress)) {
                surplus = longestAwaited(same, connection);
            } else if (isFull(all, bounds.maxConnections())) {
                surplus = longestAwaited(all, connection);
            }
            add(connection);
            if (surplus != null) {
                remove(surplus);
            }
        }
        if (surplus != null) {
            LOG.debug("a connection of {} gives way to one of {}", surplus.clientAddress(), connection.clientAddress());
            surplus.close();
        }
    }

    /** A connection is closed; one that is unknown is none of them any more. */
    synchronized void closed(ClientConnection connection) {
        remove(connection);
    }

    private static boolean isFull(Collection<ClientConnection> connections, int max) {
        return max > 0 && connections.size() >= max;
    }

    /** A plain loop with one look at the clock, since a flood of connections runs it for each of them. */
    private static ClientConnection longestAwaited(
            Collection<ClientConnection> connections, ClientConnection newcomer) {
        long now = NanoTime.now();
        long longest = -1;
        ClientConnection awaited = newcomer;
        for (ClientConnection connection : connections) {
            long nanos = connection.nanosAwaited(now);
            if (nanos > longest) {
                longest = nanos;
                awaited = connection;
            }
        }
        return awaited;
    }

    private void add(ClientConnection connection) {
        all.add(connection);
        byAddress
                .computeIfAbsent(subject(connection), unseen -> new HashSet<>())
                .add(connection);
    }

    private void remove(ClientConnection connection) {
        all.remove(connection);
        byAddress.computeIfPresent(subject(connection), (subject, same) -> {
            same.remove(connection);
            return same.isEmpty() ? null : same;
        });
    }

    private static String subject(ClientConnection connection) {
        return Limit.subjectOf(connection.clientAddress());
    }
}
