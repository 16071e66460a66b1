package dev.messenger.adapter.http.door;

import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages of other origins may call (rule C10). Callers prove themselves by a header and never by a cookie, so an answer never
 * allows credentials, and {@code *} is safe where an operator wants it.
 *
 * @param origins the allowed origins, such as {@code https://chat.example.org}, or {@code *} for all; empty for none
 */
record Cors(Set<String> origins) {

    /** Whether the request is a browser's question about a call to come, from an origin that may call. */
    boolean isPreflight(Request request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD)
                && allows(request.getHeaders().get(HttpHeader.ORIGIN));
    }

    /** The answer to {@link #isPreflight}. */
    void answerPreflight(HttpFields.Mutable headers) {
        headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE");
        headers.put(
                HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, X-Request-ID, Last-Event-ID");
        headers.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, "600");
    }

    /** What every answer carries. */
    void stamp(HttpFields request, HttpFields.Mutable answer) {
        if (origins.isEmpty()) {
            return;
        }
        if (!origins.contains("*")) {
            answer.put(HttpHeader.VARY, "Origin");
        }
        String origin = request.get(HttpHeader.ORIGIN);
        if (origin != null && allows(origin)) {
            answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origins.contains("*") ? "*" : origin);
            answer.put(HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, "X-Request-ID, Retry-After");
        }
    }

    private boolean allows(@Nullable String origin) {
        return origin != null && (origins.contains("*") || origins.contains(origin));
    }
}
