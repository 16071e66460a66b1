package dev.messenger.adapter.http.door;

import jakarta.servlet.ServletRequest;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** What the doors know of one request on its way: made by the first that sees it, found by the others. */
final class Exchange {

    private static final String ATTRIBUTE = Exchange.class.getName();
    private static final int MAX_ID_LENGTH = 128;

    private final Request request;
    private final String requestId;
    private volatile String route = "-";
    private volatile int status;

    private Exchange(Request request, String requestId) {
        this.request = request;
        this.requestId = requestId;
    }

    /** The one of this request, made if there is none yet; its id is the client's own when that is fit to be echoed (rule C9). */
    static Exchange of(Request request, RequestIds ids) {
        if (request.getAttribute(ATTRIBUTE) instanceof Exchange known) {
            return known;
        }
        HttpField offered = request.getHeaders().getField("X-Request-ID");
        Exchange made =
                new Exchange(request, offered != null && isFit(offered.getValue()) ? offered.getValue() : ids.next());
        request.setAttribute(ATTRIBUTE, made);
        return made;
    }

    /** The one of this request, for whoever comes after the first door. */
    static Exchange of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Exchange known) {
            return known;
        }
        throw new IllegalStateException("the request came past the front door");
    }

    String requestId() {
        return requestId;
    }

    /** The path of the endpoint as declared, for the log; {@code -} when none matched. */
    String route() {
        return route;
    }

    void route(String template) {
        this.route = template;
    }

    /** The status that was answered when the response itself does not tell, else 0. */
    int status() {
        return status;
    }

    void status(int answered) {
        this.status = answered;
    }

    /** The path with escapes and dot segments resolved. */
    String canonicalPath() {
        String path = request.getHttpURI().getCanonicalPath();
        return path == null ? "" : path;
    }

    /** Cuts the connection, so that the client sees an answer that is broken off as what it is. */
    void abort() {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
    }

    private static boolean isFit(@Nullable String id) {
        return id != null
                && !id.isEmpty()
                && id.length() <= MAX_ID_LENGTH
                && id.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
