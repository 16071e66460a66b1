package dev.messenger.adapter.http.server;

import jakarta.servlet.ServletRequest;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The id, route and outcome of one request, shared by the layers of the server through a request attribute. */
final class RequestContext {

    private static final String ATTRIBUTE = RequestContext.class.getName();
    private static final int MAX_ID_LENGTH = 128;

    private final Request request;
    private final String requestId;
    private volatile String route = "-";
    private volatile int status;

    private RequestContext(Request request, String requestId) {
        this.request = request;
        this.requestId = requestId;
    }

    /** The context of a request, created at first use; takes over the client's request id when that is valid (rule C9). */
    static RequestContext of(Request request, RequestIds ids) {
        if (request.getAttribute(ATTRIBUTE) instanceof RequestContext existing) {
            return existing;
        }
        HttpField offered = request.getHeaders().getField("X-Request-ID");
        String requestId = offered != null && isValid(offered.getValue()) ? offered.getValue() : ids.next();
        RequestContext created = new RequestContext(request, requestId);
        request.setAttribute(ATTRIBUTE, created);
        return created;
    }

    /** The context that {@link EdgeHandler} created. */
    static RequestContext of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof RequestContext existing) {
            return existing;
        }
        throw new IllegalStateException("the request bypassed the edge handler");
    }

    String requestId() {
        return requestId;
    }

    /** The declared path of the endpoint, for the log; {@code -} when none matched. */
    String route() {
        return route;
    }

    void route(String template) {
        this.route = template;
    }

    /** The response status when the response object does not know it, else 0. */
    int status() {
        return status;
    }

    void status(int actual) {
        this.status = actual;
    }

    /** The path with escapes and dot segments resolved. */
    String canonicalPath() {
        String path = request.getHttpURI().getCanonicalPath();
        return path == null ? "" : path;
    }

    /** The connection on which the request came. */
    ClientConnection connection() {
        return ClientConnection.of(request);
    }

    /** Closes the connection, so that the client notices the incomplete response. */
    void abort() {
        connection().close();
    }

    private static boolean isValid(@Nullable String id) {
        return id != null
                && !id.isEmpty()
                && id.length() <= MAX_ID_LENGTH
                && id.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
