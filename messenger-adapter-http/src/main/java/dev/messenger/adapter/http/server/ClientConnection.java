package dev.messenger.adapter.http.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a client. It knows since when the server waits for the client, and ends what takes too long (rule C17): Jetty's
 * idle timeout begins anew with every byte. Thread-safe.
 */
final class ClientConnection extends SocketChannelEndPoint {

    /** A client that reads takes this much on average; as slow as the oldest mobile networks. */
    private static final long BYTES_PER_SECOND = 1024;

    private static final Wait NONE = new Wait(For.NOTHING, 0, 0);
    private static final Wait END = new Wait(For.END, 0, 0);

    private final ClientBounds bounds;
    private final Supplier<ByteBuffer> headTimeout;
    private final String clientAddress;
    private final AtomicReference<Wait> wait;
    private volatile @Nullable Blockage blockage;
    private boolean hasMore; // used by one thread at a time, as is fill

    /** What the client has to send next, or that a deadline for it has passed. */
    private enum For {
        NOTHING,
        REQUEST,
        HEAD,
        BODY,
        END
    }

    /** Waits for the client since one instant and until another one, both by {@link NanoTime}. */
    private record Wait(For what, long since, long until) {}

    /** The client does not read what the server sends. */
    private record Blockage(long since, long drained) {}

    ClientConnection(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            ClientBounds bounds,
            Supplier<ByteBuffer> headTimeout)
            throws IOException {
        super(channel, selector, key, scheduler);
        this.bounds = bounds;
        this.headTimeout = headTimeout;
        this.clientAddress = channel.getRemoteAddress() instanceof InetSocketAddress address && !address.isUnresolved()
                ? address.getAddress().getHostAddress()
                : "";
        this.wait = new AtomicReference<>(waitFor(For.REQUEST, Duration.ZERO));
    }

    /** The connection of a request. */
    static ClientConnection of(Request request) {
        return (ClientConnection)
                request.getConnectionMetaData().getConnection().getEndPoint();
    }

    private static Wait waitFor(For what, Duration time) {
        long now = NanoTime.now();
        return new Wait(what, now, now + time.toNanos());
    }

    /** The address at the other end. */
    String clientAddress() {
        return clientAddress;
    }

    /** The head of a request is here, and the server works; false when it came too late. */
    boolean headArrived() {
        Wait before = wait.getAndUpdate(seen -> seen.what() == For.END ? seen : NONE);
        return before.what() != For.END;
    }

    /** The request is served: the client may send another one. */
    void requestServed() {
        wait.set(waitFor(For.REQUEST, Duration.ZERO));
    }

    /** The server reads a body, which has to arrive within this time. */
    void awaitBody(Duration within) {
        wait.set(waitFor(For.BODY, within));
    }

    /** The server reads no more of a body. */
    void bodyArrived() {
        wait.set(NONE);
    }

    /** Fails the read of a body. */
    void endRead() {
        if (getConnection().onIdleExpired(new TimeoutException("the body did not arrive in time"))) {
            close();
        }
    }

    /**
     * For how long the server waits for the client, in nanoseconds; negative when it does not, or when this is no longer HTTP.
     *
     * @param now by {@link NanoTime}
     */
    long nanosAwaited(long now) {
        Wait seen = wait.get();
        Blockage blocked = blockage;
        boolean waits = seen.what() == For.REQUEST || seen.what() == For.HEAD || seen.what() == For.BODY;
        return Math.max(
                waits ? Math.max(0, now - seen.since()) : -1,
                blocked == null ? -1 : Math.max(0, now - blocked.since()));
    }

    /** Ends what takes the client too long. */
    void checkDeadlines() {
        long now = NanoTime.now();
        Wait seen = wait.get();
        boolean late = NanoTime.isBefore(seen.until(), now);
        if (late && seen.what() == For.HEAD && wait.compareAndSet(seen, END)) {
            refuseHead();
        } else if (late && seen.what() == For.BODY && wait.compareAndSet(seen, NONE)) {
            endRead();
        }
        Blockage blocked = blockage;
        if (blocked != null && isTooSlow(blocked, now)) {
            close(new TimeoutException("the client reads too slowly"));
        }
    }

    private void refuseHead() {
        write(Callback.from(this::close), headTimeout.get());
    }

    private boolean isTooSlow(Blockage blocked, long now) {
        Duration time = Duration.ofNanos(now - blocked.since());
        return time.compareTo(bounds.responseWithin()) > 0
                && blocked.drained() < BYTES_PER_SECOND * time.toMillis() / 1000;
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // virtual threads are scheduled by the JDK, first come, first served
    public int fill(ByteBuffer buffer) throws IOException {
        int filled = super.fill(buffer);
        if (filled > 0 && hasMore) {
            Thread.yield(); // a client that never pauses must not occupy the thread that carries this virtual one
        }
        hasMore = filled > 0;
        if (filled > 0) {
            Wait seen = wait.get();
            if (seen.what() == For.REQUEST) {
                long until = NanoTime.now() + bounds.headWithin().toNanos();
                wait.compareAndSet(seen, new Wait(For.HEAD, seen.since(), until));
            }
        }
        return filled;
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        long before = BufferUtil.remaining(buffers);
        boolean all = super.flush(buffers);
        Blockage seen = blockage;
        if (!all) {
            blockage = seen == null
                    ? new Blockage(NanoTime.now(), 0)
                    : new Blockage(seen.since(), seen.drained() + before - BufferUtil.remaining(buffers));
        } else if (seen != null) {
            blockage = null;
        }
        return all;
    }

    @Override
    public void upgrade(Connection other) {
        wait.set(NONE); // another protocol has signs of life of its own
        super.upgrade(other);
    }
}
