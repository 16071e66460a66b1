package dev.messenger.adapter.http.realtime;

import dev.messenger.adapter.http.endpoint.AccessCheck;
import dev.messenger.adapter.http.json.JsonWriter;
import dev.messenger.adapter.http.realtime.EventBodies.EventRead;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.realtime.Realtime;
import dev.messenger.application.realtime.Realtime.Connection;
import dev.messenger.application.realtime.Subscription;
import dev.messenger.application.realtime.TooManyConnections;
import dev.messenger.application.realtime.Update;
import dev.messenger.domain.shared.MessengerException;
import dev.messenger.domain.shared.Unauthenticated;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket. Its own virtual thread waits for the token, then writes updates one by one, so that a slow reader delays only
 * itself. Frames of the client arrive on threads of the server, which write nothing but close frames (rule R11).
 */
final class RealtimeSocket {

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeSocket.class);
    private static final JsonWriter JSON = new JsonWriter();

    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);

    /** How long a client may take to close after the close frame. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** How long a client that does not read may take to get the close frame. */
    private static final Duration SLOW_CLOSE_TIMEOUT = Duration.ofSeconds(30);

    /** Rule R11. */
    private static final int FRAMES = 100;

    private static final Duration FRAMES_WINDOW = Duration.ofSeconds(10);
    private static final int REFUSALS = 10;
    private static final Duration REFUSALS_WINDOW = Duration.ofMinutes(1);

    private final Session session;
    private final Realtime realtime;
    private final AccessCheck access;
    private final CompletableFuture<Principal> caller = new CompletableFuture<>();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Leak frames = new Leak(FRAMES, FRAMES_WINDOW);
    private final Leak refusals = new Leak(REFUSALS, REFUSALS_WINDOW);
    private long countedFrames;
    private volatile String token = "";
    private volatile @Nullable Connection connection;

    RealtimeSocket(Session session, Realtime realtime, AccessCheck access) {
        this.session = session;
        this.realtime = realtime;
        this.access = access;
    }

    /** Starts serving; called when the socket is open. */
    void open(@Nullable String authorization, @Nullable String after) {
        if (authorization != null) {
            authenticate(Objects.requireNonNullElse(AccessCheck.bearerToken(authorization), ""));
        }
        Thread.ofVirtual().name("realtime-socket").start(() -> run(after));
    }

    /** Whether the client has neither sent a token nor gone. */
    boolean isWaiting() {
        return !caller.isDone() && !closing.get();
    }

    /** Counts the frames that came since the last call, and closes a socket of too many. */
    synchronized void countFrames() {
        long all = FrameCount.of(session);
        if (frames.overflowsWith(all - countedFrames)) {
            close(CloseReason.TOO_MANY_FRAMES);
        }
        countedFrames = all;
    }

    /** Handles a frame of the client. */
    void received(String text) {
        countFrames();
        if (closing.get()) {
            return;
        }
        try {
            switch (ClientFrame.read(text)) {
                case ClientFrame.Auth auth -> authenticate(auth.token());
                case ClientFrame.ActivityChange change -> {
                    Connection open = connection;
                    if (open == null) {
                        close(CloseReason.UNAUTHENTICATED);
                    } else {
                        realtime.signal(open, change.chat(), change.activity(), change.active());
                    }
                }
            }
        } catch (MessengerException refusal) {
            refuse(refusal);
        }
    }

    /** Ends the subscription; called when either side has closed the socket. */
    void onClose() {
        closed.complete(true);
        caller.cancel(false);
        Connection open = connection;
        if (open != null) {
            open.subscription().close();
        }
    }

    /** Completes when the socket is closed. */
    CompletableFuture<Boolean> closed() {
        return closed;
    }

    /** Ignores all tokens but the first. */
    private void authenticate(String offered) {
        if (caller.isDone()) {
            return;
        }
        try {
            Principal principal = access.check(offered);
            token = offered;
            caller.complete(principal);
        } catch (Unauthenticated refused) {
            caller.completeExceptionally(refused);
        }
    }

    private void refuse(MessengerException refusal) {
        Connection open = connection;
        if (open == null) {
            close(CloseReason.UNAUTHENTICATED);
        } else if (refusals.overflowsWith(1)) {
            close(CloseReason.TOO_MANY_FRAMES);
        } else {
            open.subscription().refuse(refusal);
        }
    }

    private void run(@Nullable String after) {
        try {
            Long cursor =
                    after == null ? null : RealtimeEndpoints.CURSOR.parser().apply(after);
            Connection opened = realtime.open(caller.get(TOKEN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS), cursor);
            try {
                connection = opened;
                access.check(token); // again, as a revocation does not reach a stream that is not open yet
                close(serve(opened.subscription()));
            } finally {
                realtime.close(opened);
            }
        } catch (IllegalArgumentException e) {
            close(CloseReason.BAD_CURSOR);
        } catch (TimeoutException | ExecutionException | CancellationException | Unauthenticated e) {
            close(CloseReason.UNAUTHENTICATED);
        } catch (TooManyConnections e) {
            close(CloseReason.TOO_MANY_CONNECTIONS);
        } catch (MessengerException e) {
            close(CloseReason.FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close(CloseReason.STOPPING);
        } catch (RuntimeException e) {
            LOG.error("A socket failed", e);
            close(CloseReason.FAILURE);
        }
    }

    /** Writes until the subscription or the connection ends. */
    private CloseReason serve(Subscription subscription) throws InterruptedException {
        if (!send(EventRead.ready(subscription.start()))) {
            return CloseReason.TOO_SLOW;
        }
        Heartbeat heartbeat = new Heartbeat(session);
        while (session.isOpen() && subscription.end().isEmpty()) {
            if (!heartbeat.isAlive()) {
                return CloseReason.SILENT;
            }
            for (Update update : subscription.next(Heartbeat.INTERVAL)) {
                if (!send(EventRead.of(update))) {
                    return CloseReason.TOO_SLOW;
                }
            }
        }
        return switch (subscription.end().orElse(Subscription.End.STOPPING)) {
            case TOO_SLOW -> CloseReason.TOO_SLOW;
            case SIGNED_OUT -> CloseReason.UNAUTHENTICATED;
            case STOPPING, CLOSED -> CloseReason.STOPPING;
        };
    }

    /** Writes one event; false when the client does not read it in time. */
    private boolean send(EventRead event) throws InterruptedException {
        Callback.Completable written = new Callback.Completable();
        session.sendText(text(event), written);
        try {
            written.get(WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return session.isOpen(); // if it is closed, the loop ends
        }
    }

    /** Ends the subscription and sends the close frame; disconnects a client that does not read it, or does not close, in time. */
    void close(CloseReason reason) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        Connection open = connection;
        if (open != null) {
            open.subscription().close();
        }
        reason.close(session, Callback.NOOP);
        Duration patience = reason == CloseReason.TOO_SLOW ? SLOW_CLOSE_TIMEOUT : CLOSE_TIMEOUT;
        var unused = closed.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    session.disconnect();
                    return null;
                });
    }

    private static String text(EventRead event) {
        return new String(JSON.write(event), StandardCharsets.UTF_8);
    }
}
