package dev.messenger.adapter.http.server;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes one line per request to the log "http": method, declared path, status and time. Never a query string, a body, a token or a
 * person's id.
 */
final class AccessLog implements RequestLog {

    static final String MDC_KEY = "request_id";

    private static final Logger LOG = LoggerFactory.getLogger("http");

    private final RequestIds ids;

    AccessLog(RequestIds ids) {
        this.ids = ids;
    }

    @Override
    public void log(Request request, Response response) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        RequestContext context = RequestContext.of(request, ids);
        int status = context.status() == 0 ? response.getStatus() : context.status();
        long millis = NanoTime.millisSince(request.getBeginNanoTime());
        String line = methodOf(request) + " " + context.route() + " " + status + " " + millis + " ms";
        if (context.requestId().equals(MDC.get(MDC_KEY))) {
            LOG.info(line);
            return;
        }
        MDC.put(MDC_KEY, context.requestId());
        try {
            LOG.info(line);
        } finally {
            MDC.remove(MDC_KEY);
        }
    }

    /** A client may send any word as its method; the log shows plausible ones only. */
    private static String methodOf(Request request) {
        String method = request.getMethod();
        boolean plausible = method.length() <= 16 && method.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        return plausible ? method : "?";
    }
}
