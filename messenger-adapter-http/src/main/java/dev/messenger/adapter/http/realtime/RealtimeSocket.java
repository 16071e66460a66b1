package dev.messenger.adapter.http.realtime;

import dev.messenger.adapter.http.endpoint.AccessCheck;
import dev.messenger.adapter.http.json.JsonWriter;
import dev.messenger.adapter.http.realtime.EventBodies.EventRead;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.realtime.Realtime;
import dev.messenger.application.realtime.Realtime.Connection;
import dev.messenger.application.realtime.Subscription;
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
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket. Its own virtual thread waits for the token, then writes updates one by one, so that a slow reader delays only
 * itself. Frames of the client arrive on threads of the server.
 */
final class RealtimeSocket {

    /** The reasons to close: codes of RFC 6455 and, from 4000, of this API. */
    private enum CloseReason {
        STOPPING(1001, "The server is stopping: connect again with your last cursor."),
        FAILURE(1011, "Something went wrong: connect again with your last cursor."),
        UNAUTHENTICATED(
                4401, "Send a valid access token, in the header Authorization or within 5 s as the first frame."),
        TOO_SLOW(4408, "You read too slowly: connect again with your last cursor."),
        SILENT(4409, "You answered no ping: connect again with your last cursor."),
        BAD_CURSOR(4422, "The parameter 'after' is not a cursor.");

        private final int code;
        private final String text;

        CloseReason(int code, String text) {
            this.code = code;
            this.text = text;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeSocket.class);
    private static final JsonWriter JSON = new JsonWriter();

    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);

    /** How long the close frame may wait for a client that does not read. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final Session session;
    private final Realtime realtime;
    private final AccessCheck access;
    private final CompletableFuture<Principal> caller = new CompletableFuture<>();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
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

    /** Handles a frame of the client. */
    void received(String text) {
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
        try {
            Principal principal = access.check(offered);
            if (!caller.isDone()) {
                token = offered;
            }
            caller.complete(principal);
        } catch (Unauthenticated refused) {
            caller.completeExceptionally(refused);
        }
    }

    private void refuse(MessengerException refusal) {
        if (connection == null) {
            close(CloseReason.UNAUTHENTICATED);
        } else {
            session.sendText(text(EventRead.error(refusal.code(), refusal.detail())), Callback.NOOP);
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

    /** Sends the close frame; disconnects a client that does not read it in time. */
    private void close(CloseReason reason) {
        Callback.Completable sent = new Callback.Completable();
        session.close(reason.code, reason.text, sent);
        var unused = sent.orTimeout(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    session.disconnect();
                    return null;
                });
    }

    private static String text(EventRead event) {
        return new String(JSON.write(event), StandardCharsets.UTF_8);
    }
}
