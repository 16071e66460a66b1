package dev.messenger.embedded;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Bounds the connections of the store (rule D9): one that sends no whole head in time is closed, and when there are too many, the one with
 * the fewest bytes a second. Clients of the embedded store often share one address, that of a proxy, so there is no bound by address.
 * Thread-safe.
 */
final class StoreConnections extends Handler.Wrapper implements Connection.Listener {

    /** A younger connection has no rate yet. */
    private static final long FIRST_MILLIS = 2000;

    private final StoreLimits limits;
    private final Scheduler scheduler;

    /** The open connections, each with the task that closes it while it waits for a request. */
    private final Map<Connection, Scheduler.Task> open = new ConcurrentHashMap<>();

    /** @param scheduler runs as long as connections are open */
    StoreConnections(StoreLimits limits, Scheduler scheduler) {
        this.limits = limits;
        this.scheduler = scheduler;
    }

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, closing(connection));
        if (open.size() > limits.connections()) {
            long now = System.currentTimeMillis();
            open.keySet().stream()
                    .filter(other -> now - other.getCreatedTimeStamp() > FIRST_MILLIS)
                    .min(Comparator.comparingDouble(other -> rate(other, now)))
                    .orElse(connection)
                    .close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Scheduler.Task closing = open.remove(connection);
        if (closing != null) {
            closing.cancel();
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        Scheduler.Task closing = open.get(connection);
        if (closing != null) {
            closing.cancel();
        }
        Request.addCompletionListener(
                request, failure -> open.computeIfPresent(connection, (same, done) -> closing(connection)));
        return super.handle(request, response, callback);
    }

    private Scheduler.Task closing(Connection connection) {
        return scheduler.schedule(connection::close, limits.head().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static double rate(Connection connection, long now) {
        return (double) (connection.getBytesIn() + connection.getBytesOut()) / (now - connection.getCreatedTimeStamp());
    }
}
