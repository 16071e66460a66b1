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
 * One WebSocket. A virtual thread of its own waits for the token, then takes updates and writes them one by one, so that a slow
 * reader keeps nobody waiting but itself; frames of the client come on threads of the server.
 */
final class RealtimeSocket {

    /** Close codes besides those of RFC 6455. */
    private enum CloseReason {
        STOPPING(1001, "The server is stopping: connect again with your last cursor."),
        FAILURE(1011, "Something went wrong: connect again with your last cursor."),
        UNAUTHENTICATED(
                4401, "Send a valid access token, in the header Authorization or within 5 s as the first frame."),
        TOO_SLOW(4408, "You read too slowly: connect again with your last cursor."),
        SILENT(4409, "You answered no ping: connect again with your last cursor."),
        BAD_CURSOR(4422, "The parameter 'after' is not a cursor.");

        private final int code;
        private final String reason;

        CloseReason(int code, String reason) {
            this.code = code;
            this.reason = reason;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeSocket.class);
    private static final JsonWriter JSON = new JsonWriter();

    private static final Duration TOKEN_WITHIN = Duration.ofSeconds(5);
    private static final Duration WRITE_WITHIN = Duration.ofSeconds(10);

    /** How long the reason for closing waits for a reader who takes nothing: nothing else waits for it by then. */
    private static final Duration FAREWELL_WITHIN = Duration.ofSeconds(30);

    private final Session session;
    private final Realtime realtime;
    private final AccessCheck access;
    private final CompletableFuture<Principal> caller = new CompletableFuture<>();
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private volatile String token = "";
    private volatile @Nullable Connection connection;

    RealtimeSocket(Session session, Realtime realtime, AccessCheck access) {
        this.session = session;
        this.realtime = realtime;
        this.access = access;
    }

    /** Begins: called when the socket is open. */
    void open(@Nullable String authorization, @Nullable String after) {
        if (authorization != null) {
            authenticate(
                    authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                            ? authorization.substring(7).strip()
                            : "");
        }
        Thread.ofVirtual().name("realtime-socket").start(() -> run(after));
    }

    /** The client sent a frame. */
    void received(String text) {
        try {
            switch (ClientFrame.read(text)) {
                case ClientFrame.Auth auth -> authenticate(auth.token());
                case ClientFrame.Doing doing -> {
                    Connection open = connection;
                    if (open == null) {
                        close(CloseReason.UNAUTHENTICATED);
                    } else {
                        realtime.signal(open, doing.chat(), doing.activity(), doing.active());
                    }
                }
            }
        } catch (MessengerException refusal) {
            refuse(refusal);
        }
    }

    /** The socket is closed, by whichever side. */
    void closed() {
        over.complete(true);
        caller.cancel(false);
        Connection open = connection;
        if (open != null) {
            open.subscription().close();
        }
    }

    /** Done once the socket is closed. */
    CompletableFuture<Boolean> over() {
        return over;
    }

    /** The second token of a connection changes nothing. */
    private void authenticate(String offered) {
        try {
            Principal proven = access.check(offered);
            if (!caller.isDone()) {
                token = offered;
            }
            caller.complete(proven);
        } catch (Unauthenticated refused) {
            caller.completeExceptionally(refused);
        }
    }

    private void refuse(MessengerException refusal) {
        if (connection == null) {
            close(CloseReason.UNAUTHENTICATED);
        } else {
            session.sendText(text(EventRead.refusal(refusal.code(), refusal.detail())), Callback.NOOP);
        }
    }

    private void run(@Nullable String after) {
        try {
            Long cursor =
                    after == null ? null : RealtimeEndpoints.CURSOR.parser().apply(after);
            Connection opened = realtime.open(caller.get(TOKEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS), cursor);
            try {
                connection = opened;
                access.check(token); // once more: a revocation from before the stream was open did not find it
                close(serve(opened.subscription()));
            } finally {
                realtime.close(opened);
            }
        } catch (IllegalArgumentException e) {
            close(CloseReason.BAD_CURSOR);
        } catch (TimeoutException | ExecutionException | java.util.concurrent.CancellationException e) {
            close(CloseReason.UNAUTHENTICATED);
        } catch (Unauthenticated e) {
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
        Heartbeat pulse = new Heartbeat(session);
        while (session.isOpen() && subscription.end().isEmpty()) {
            if (!pulse.isThere()) {
                return CloseReason.SILENT;
            }
            for (Update update : subscription.next(Heartbeat.BEAT)) {
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

    /** Writes one event; false when the client does not take it in time. */
    private boolean send(EventRead event) throws InterruptedException {
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        session.sendText(text(event), Callback.from(() -> written.complete(true), written::completeExceptionally));
        try {
            return written.get(WRITE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return session.isOpen(); // gone: the loop sees it
        }
    }

    /** Says why, and hangs up on who does not listen. */
    private void close(CloseReason farewell) {
        CompletableFuture<Boolean> said = new CompletableFuture<>();
        session.close(
                farewell.code,
                farewell.reason,
                Callback.from(() -> said.complete(true), failure -> said.complete(false)));
        var unused = said.completeOnTimeout(false, FAREWELL_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(heard -> {
                    if (!heard) {
                        session.disconnect();
                    }
                });
    }

    private static String text(EventRead event) {
        return new String(JSON.write(event), StandardCharsets.UTF_8);
    }
}
