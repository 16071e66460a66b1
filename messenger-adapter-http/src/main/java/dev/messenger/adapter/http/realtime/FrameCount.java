package dev.messenger.adapter.http.realtime;

import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/** The frames that came from a client, pings, pongs and fragments included, which Javalin does not report. */
final class FrameCount {

    private FrameCount() {}

    /** All frames of this socket so far; Jetty counts a frame that comes in parts as several. */
    static long of(Session session) {
        return session instanceof WebSocketSession jetty && jetty.getCoreSession() instanceof WebSocketCoreSession core
                ? core.getConnection().getMessagesIn()
                : 0;
    }
}
