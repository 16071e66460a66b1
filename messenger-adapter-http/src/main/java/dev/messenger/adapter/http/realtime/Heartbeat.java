package dev.messenger.adapter.http.realtime;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/**
 * Asks the other end of a WebSocket now and then whether it is there. That writing works says nothing: the system takes what is written
 * to a peer that has vanished for a quarter of an hour. Any byte that comes, such as the answer to a ping, is a sign of life. To
 * be used by one thread.
 */
final class Heartbeat {

    /** How often {@link #isThere} is to be asked at least. */
    static final Duration BEAT = Duration.ofSeconds(10);

    private static final Duration PING_AFTER = Duration.ofSeconds(20);

    /** With the beat, who has vanished is noticed within a minute (rule P1). */
    private static final Duration SILENCE = Duration.ofSeconds(50);

    private final Session session;
    private long bytes;
    private long heardAt = System.nanoTime();
    private long pingedAt = heardAt;

    Heartbeat(Session session) {
        this.session = session;
    }

    /** Whether the other end gave a sign of life not too long ago; pings it when it is time. */
    boolean isThere() {
        long now = System.nanoTime();
        long received = received();
        if (received != bytes) {
            bytes = received;
            heardAt = now;
        }
        if (now - heardAt > SILENCE.toNanos()) {
            return false;
        }
        if (now - Math.max(heardAt, pingedAt) >= PING_AFTER.toNanos()) {
            pingedAt = now;
            session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
        return true;
    }

    /** Of pongs, listeners of the web framework are not told. */
    private long received() {
        return session instanceof WebSocketSession open && open.getCoreSession() instanceof WebSocketCoreSession core
                ? core.getConnection().getBytesIn()
                : 0;
    }
}
