package dev.messenger.adapter.http.door;

import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The first to see a request and the last to see its answer: names it (rule C9), stamps the headers that every answer carries, answers
 * preflights (rule C10), and writes one line to the log "http" when all is done.
 *
 * <p>The line has the method, the path as the endpoint declares it, the status and the time. It never has a query string, a body, a
 * token or an id of a person.
 */
final class FrontDoor extends Handler.Wrapper implements RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger("http");
    private static final String MDC_KEY = "request_id";
    private static final List<HttpField> EVERYWHERE = List.of(
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"));

    private final RequestIds ids;
    private final Cors cors;
    private volatile Set<String> webSocketPaths = Set.of();

    FrontDoor(RequestIds ids, Cors cors) {
        this.ids = ids;
        this.cors = cors;
    }

    /** Names the paths at which WebSockets are served, before the server starts. */
    void webSocketsAt(Set<String> paths) {
        webSocketPaths = Set.copyOf(paths);
    }

    /**
     * Whether the request asks for a WebSocket where there is none. Javalin would answer it 404 itself, past the door that asks for a
     * token (rule C5).
     */
    private boolean isForeignUpgrade(Request request) {
        return request.getHeaders().contains(HttpHeader.SEC_WEBSOCKET_VERSION)
                && !webSocketPaths.contains(Request.getPathInContext(request));
    }

    private static Request withoutUpgrade(Request request) {
        HttpFields plain = HttpFields.build(request.getHeaders()).remove(HttpHeader.SEC_WEBSOCKET_VERSION);
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return plain;
            }
        };
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Exchange exchange = greet(request, response);
        if (cors.isPreflight(request)) {
            cors.answerPreflight(response.getHeaders());
            response.setStatus(HttpStatus.NO_CONTENT_204);
            callback.succeeded();
            return true;
        }
        MDC.put(MDC_KEY, exchange.requestId());
        try {
            return super.handle(isForeignUpgrade(request) ? withoutUpgrade(request) : request, response, callback);
        } finally {
            MDC.remove(MDC_KEY);
        }
    }

    /** Names the request and stamps its answer; for the error handler too, which Jetty calls past the front door. */
    Exchange greet(Request request, Response response) {
        Exchange exchange = Exchange.of(request, ids);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("X-Request-ID", exchange.requestId());
        for (HttpField field : EVERYWHERE) {
            headers.put(field);
        }
        cors.stamp(request.getHeaders(), headers);
        return exchange;
    }

    @Override
    public void log(Request request, Response response) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        Exchange exchange = Exchange.of(request, ids);
        int status = exchange.status() == 0 ? response.getStatus() : exchange.status();
        long millis = NanoTime.millisSince(request.getBeginNanoTime());
        String line = methodOf(request) + " " + exchange.route() + " " + status + " " + millis + " ms";
        if (exchange.requestId().equals(MDC.get(MDC_KEY))) {
            LOG.info(line);
            return;
        }
        MDC.put(MDC_KEY, exchange.requestId());
        try {
            LOG.info(line);
        } finally {
            MDC.remove(MDC_KEY);
        }
    }

    /** A client can send any word for a method; the log takes those that look like one. */
    private static String methodOf(Request request) {
        String method = request.getMethod();
        if (method.length() > 16) {
            return "?";
        }
        for (int i = 0; i < method.length(); i++) {
            if (method.charAt(i) < 'A' || method.charAt(i) > 'Z') {
                return "?";
            }
        }
        return method;
    }
}
