package dev.messenger.adapter.http.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections within their caps (rule C16), and looks after their deadlines (rule C17). Jetty's own limit of connections would
 * stop accepting, and so let idle clients keep others out.
 */
final class ClientConnector extends ServerConnector {

    private static final long CHECK_EVERY_MILLIS = 250;

    private final ClientBounds bounds;
    private final ConnectionCaps caps;
    private final Supplier<ByteBuffer> headTimeout;
    private volatile Scheduler.@Nullable Task nextCheck;

    /** @param headTimeout the response to a client whose head is late */
    ClientConnector(Server server, HttpConfiguration http, HttpSettings settings, Supplier<ByteBuffer> headTimeout) {
        super(server, new HttpConnectionFactory(http));
        this.bounds = settings.clients();
        this.caps = new ConnectionCaps(settings.clients(), settings.trustedProxies());
        this.headTimeout = headTimeout;
        setHost(settings.host());
        setPort(settings.port());
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key)
            throws IOException {
        ClientConnection connection = new ClientConnection(channel, selector, key, getScheduler(), bounds, headTimeout);
        connection.setIdleTimeout(getIdleTimeout());
        return connection;
    }

    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
        super.onEndPointOpened(endPoint);
        caps.opened((ClientConnection) endPoint);
    }

    @Override
    protected void onEndPointClosed(EndPoint endPoint) {
        caps.closed((ClientConnection) endPoint);
        super.onEndPointClosed(endPoint);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        scheduleCheck();
    }

    @Override
    protected void doStop() throws Exception {
        Scheduler.Task next = nextCheck;
        if (next != null) {
            next.cancel();
        }
        super.doStop();
    }

    private void scheduleCheck() {
        nextCheck = getScheduler().schedule(this::check, CHECK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void check() {
        try {
            getConnectedEndPoints().forEach(endPoint -> ((ClientConnection) endPoint).checkDeadlines());
        } finally {
            if (isRunning()) {
                scheduleCheck();
            }
        }
    }
}
