package dev.messenger.adapter.http.realtime;

import dev.messenger.adapter.http.endpoint.AccessCheck;
import dev.messenger.application.realtime.Realtime;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code /api/v1/realtime} as WebSocket (rules R1, R11, R12). */
public final class RealtimeSockets implements Consumer<JavalinConfig>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeSockets.class);

    static final String PATH = "/api/v1/realtime";
    private static final int MAX_FRAME_BYTES = 8 * 1024;

    /** Longer than the pause between the pings of {@link Heartbeat}, which detects vanished clients. */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    /** How many sockets may wait for a token at once: one more closes the oldest (rule R12). */
    private static final int MAX_WAITING = 500;

    private static final Duration FRAME_CHECK = Duration.ofSeconds(1);

    /** How long {@link #close} waits for the close frames of clients. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Realtime realtime;
    private final AccessCheck access;
    private final Map<Session, RealtimeSocket> sockets = new ConcurrentHashMap<>();
    private final WaitingRoom<RealtimeSocket> waiting = new WaitingRoom<>(MAX_WAITING, RealtimeSocket::isWaiting);
    private final ScheduledExecutorService frameCheck = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("realtime-frames").daemon().factory());

    public RealtimeSockets(Realtime realtime, AccessCheck access) {
        this.realtime = realtime;
        this.access = access;
        var unused = frameCheck.scheduleWithFixedDelay(
                this::countFrames, FRAME_CHECK.toMillis(), FRAME_CHECK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void accept(JavalinConfig javalin) {
        javalin.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setMaxTextMessageSize(MAX_FRAME_BYTES);
            factory.setMaxBinaryMessageSize(MAX_FRAME_BYTES);
            factory.setIdleTimeout(IDLE_TIMEOUT);
        });
        javalin.routes.ws(PATH, ws -> {
            ws.onConnect(opened -> {
                RealtimeSocket socket = new RealtimeSocket(opened.session, realtime, access);
                sockets.put(opened.session, socket);
                socket.open(opened.header("Authorization"), opened.queryParam("after"));
                waiting.enter(socket).ifPresent(oldest -> oldest.close(CloseReason.CROWDED));
            });
            ws.onMessage(message -> {
                RealtimeSocket socket = sockets.get(message.session);
                if (socket != null) {
                    socket.received(message.message());
                }
            });
            ws.onBinaryMessage(message -> {
                RealtimeSocket socket = sockets.get(message.session);
                if (socket != null) {
                    socket.close(CloseReason.BINARY);
                }
            });
            ws.onClose(closed -> {
                RealtimeSocket socket = sockets.remove(closed.session);
                if (socket != null) {
                    socket.onClose();
                }
            });
        });
    }

    /** Pings and pongs are seen nowhere else. */
    private void countFrames() {
        for (RealtimeSocket socket : sockets.values()) {
            try {
                socket.countFrames();
            } catch (RuntimeException e) {
                LOG.error("The frames of a socket were not counted", e);
            }
        }
    }

    /** Waits for the sockets to close, so that clients get the reason. Call it after the streams end and before the server stops. */
    @Override
    public void close() {
        frameCheck.shutdownNow();
        CompletableFuture.allOf(
                        sockets.values().stream().map(RealtimeSocket::closed).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
