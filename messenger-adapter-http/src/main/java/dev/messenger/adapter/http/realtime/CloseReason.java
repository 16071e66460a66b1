package dev.messenger.adapter.http.realtime;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** The reasons to close a WebSocket: codes of RFC 6455 and, from 4000, of this API. */
enum CloseReason {
    STOPPING(1001, "The server is stopping: connect again with your last cursor."),
    BINARY(1003, "Send text frames."),
    FAILURE(1011, "Something went wrong: connect again with your last cursor."),
    UNAUTHENTICATED(4401, "Send a valid access token, in the header Authorization or within 5 s as the first frame."),
    TOO_SLOW(4408, "You read too slowly: connect again with your last cursor."),
    SILENT(4409, "You answered no ping: connect again with your last cursor."),
    BAD_CURSOR(4422, "The parameter 'after' is not a cursor."),
    TOO_MANY_FRAMES(4429, "You sent too many frames, or too many that were refused: connect again later."),
    TOO_MANY_CONNECTIONS(4429, "You have too many open connections: close one of them, then connect again."),
    CROWDED(4429, "Too many sockets have sent no token yet: connect again, and send it at once.");

    private final int code;
    private final String text;

    CloseReason(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** Sends the close frame. */
    void close(Session session, Callback sent) {
        session.close(code, text, sent);
    }
}
