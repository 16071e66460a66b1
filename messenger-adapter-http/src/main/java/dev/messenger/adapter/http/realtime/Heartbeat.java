package dev.messenger.adapter.http.realtime;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * Detects a vanished WebSocket client by pings. A successful write proves nothing: the operating system accepts writes to a vanished
 * client for a quarter of an hour. Any frame, such as a pong, or a part of one is a sign of life. For use by one thread.
 */
final class Heartbeat {

    /** The longest pause between two calls of {@link #isAlive}. */
    static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Duration PING_AFTER = Duration.ofSeconds(20);

    /** Together with {@link #INTERVAL}, detects a vanished client within a minute (rule P1). */
    private static final Duration TIMEOUT = Duration.ofSeconds(50);

    private final Session session;
    private long frames;
    private long heardAt = System.nanoTime();
    private long pingedAt = heardAt;

    Heartbeat(Session session) {
        this.session = session;
    }

    /** Whether the client gave a sign of life recently; pings it when one is due. */
    boolean isAlive() {
        long now = System.nanoTime();
        long received = FrameCount.of(session);
        if (received != frames) {
            frames = received;
            heardAt = now;
        }
        if (now - heardAt > TIMEOUT.toNanos()) {
            return false;
        }
        if (now - Math.max(heardAt, pingedAt) >= PING_AFTER.toNanos()) {
            pingedAt = now;
            session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
        return true;
    }
}
