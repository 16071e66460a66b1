package dev.messenger.adapter.http.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/**
 * The outermost handler: assigns the request id (rule C9), sets the headers of every response, and responds to preflights (rule C10) and to requests that name no path.
 */
final class EdgeHandler extends Handler.Wrapper {

    private static final List<HttpField> COMMON_HEADERS = List.of(
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"));

    /** 16 bytes in Base64. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    /** What the server as a whole takes. */
    private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";

    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

    private final RequestIds ids;
    private final Cors cors;
    private volatile Set<String> webSocketPaths = Set.of();
    private volatile boolean drains;

    EdgeHandler(RequestIds ids, Cors cors) {
        this.ids = ids;
        this.cors = cors;
    }

    /** Sets the paths that serve WebSockets, before the server starts. */
    void webSocketsAt(Set<String> paths) {
        webSocketPaths = Set.copyOf(paths);
    }

    /** From now on each response is the last one of its connection (rule O1). */
    void drain() {
        drains = true;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        RequestContext context = prepare(request, response);
        ClientConnection connection = context.connection();
        if (!connection.headArrived()) {
            callback.failed(new TimeoutException("the head did not arrive in time"));
            return true;
        }
        Request.addCompletionListener(request, failure -> connection.requestServed());
        if (drains && !isHandshake(request)) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        if (cors.isPreflight(request)) {
            cors.setPreflightHeaders(response.getHeaders());
            response.setStatus(HttpStatus.NO_CONTENT_204);
            callback.succeeded();
            return true;
        }
        if (request.getMethod().equals("OPTIONS")
                && "*".equals(request.getHttpURI().getPath())) {
            response.getHeaders().put(HttpHeader.ALLOW, METHODS);
            response.setStatus(HttpStatus.NO_CONTENT_204);
            callback.succeeded();
            return true;
        }
        if (request.getMethod()
                .equals("CONNECT")) { // asks for a tunnel, not for a path; Jetty would keep the connection
            response.getHeaders().put(HttpHeader.ALLOW, METHODS).put(HttpHeader.CONNECTION, "close");
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            return true;
        }
        MDC.put(AccessLog.MDC_KEY, context.requestId());
        try {
            return super.handle(cleaned(request), response, callback);
        } finally {
            MDC.remove(AccessLog.MDC_KEY);
        }
    }

    /** Assigns the request id and sets the common headers; Jetty's error handler needs this too, as it bypasses this handler. */
    RequestContext prepare(Request request, Response response) {
        RequestContext context = RequestContext.of(request, ids);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("X-Request-ID", context.requestId());
        COMMON_HEADERS.forEach(headers::put);
        cors.setHeaders(request.getHeaders(), headers);
        return context;
    }

    /** The whole response to a client whose head is late: there is no request yet that Jetty could respond to (rule C17). */
    ByteBuffer headTimeout() {
        ErrorResponse error = ErrorResponse.forStatus(HttpStatus.REQUEST_TIMEOUT_408);
        String requestId = ids.next();
        byte[] body = error.body(requestId);
        StringBuilder head = new StringBuilder("HTTP/1.1 408 Request Timeout\r\nX-Request-ID: ").append(requestId);
        COMMON_HEADERS.forEach(header ->
                head.append("\r\n").append(header.getName()).append(": ").append(header.getValue()));
        head.append("\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n\r\n");
        byte[] ascii = head.toString().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(ascii.length + body.length)
                .put(ascii)
                .put(body)
                .flip();
    }

    /**
     * Javalin takes every request with this header for a WebSocket: it would respond 404 at a path without WebSockets, before the
     * router checks the token (rule C5), and 405 or 500 to a broken handshake. Those go to the endpoint of the path (rule C19).
     */
    private boolean isForeignUpgrade(Request request) {
        return request.getHeaders().contains(HttpHeader.SEC_WEBSOCKET_VERSION)
                && !(webSocketPaths.contains(Request.getPathInContext(request)) && isHandshake(request));
    }

    /** Whether a request opens a WebSocket as RFC 6455 says in section 4.2.1. */
    private static boolean isHandshake(Request request) {
        HttpFields headers = request.getHeaders();
        String key = headers.get(HttpHeader.SEC_WEBSOCKET_KEY);
        return request.getMethod().equals("GET")
                && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
                && headers.contains(HttpHeader.CONNECTION, "upgrade")
                && headers.contains(HttpHeader.UPGRADE, "websocket")
                && "13".equals(headers.get(HttpHeader.SEC_WEBSOCKET_VERSION))
                && key != null
                && KEY.matcher(key).matches();
    }

    /** Javalin lets X-HTTP-Method-Override replace the method; here the method is what the request line says. */
    private Request cleaned(Request request) {
        boolean isForeignUpgrade = isForeignUpgrade(request);
        if (!isForeignUpgrade && !request.getHeaders().contains(METHOD_OVERRIDE)) {
            return request;
        }
        HttpFields.Mutable fields = HttpFields.build(request.getHeaders()).remove(METHOD_OVERRIDE);
        HttpFields plain = isForeignUpgrade ? fields.remove(HttpHeader.SEC_WEBSOCKET_VERSION) : fields;
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return plain;
            }
        };
    }
}
