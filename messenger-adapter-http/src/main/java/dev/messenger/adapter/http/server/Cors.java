package dev.messenger.adapter.http.server;

import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The origins whose web pages may send requests (rule C10). Clients authenticate by a header and never by a cookie, so a response
 * never allows credentials, and {@code *} is safe where an operator wants it.
 *
 * @param origins the allowed origins, such as {@code https://chat.example.org}, or {@code *} for all; empty for none
 */
record Cors(Set<String> origins) {

    /** Whether the request is a browser's preflight from an allowed origin. */
    boolean isPreflight(Request request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD)
                && allows(request.getHeaders().get(HttpHeader.ORIGIN));
    }

    /** Sets the headers of the response to a preflight. */
    void setPreflightHeaders(HttpFields.Mutable headers) {
        headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE");
        headers.put(
                HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, X-Request-ID, Last-Event-ID");
        headers.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, "600");
    }

    /** Sets the headers of every response. */
    void setHeaders(HttpFields request, HttpFields.Mutable response) {
        if (origins.isEmpty()) {
            return;
        }
        if (!origins.contains("*")) {
            response.put(HttpHeader.VARY, "Origin");
        }
        String origin = request.get(HttpHeader.ORIGIN);
        if (origin != null && allows(origin)) {
            response.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origins.contains("*") ? "*" : origin);
            response.put(
                    HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, "X-Request-ID, Retry-After, RateLimit-Policy, RateLimit");
        }
    }

    private boolean allows(@Nullable String origin) {
        return origin != null && (origins.contains("*") || origins.contains(origin));
    }
}
