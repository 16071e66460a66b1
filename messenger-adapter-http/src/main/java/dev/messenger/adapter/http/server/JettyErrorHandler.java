package dev.messenger.adapter.http.server;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the error when Jetty itself refuses a request (not HTTP, too long, an ambiguous path, the server stops) or fails. The body
 * is the same JSON as everywhere, for every method and every {@code Accept} header (rule C3).
 */
final class JettyErrorHandler extends ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(JettyErrorHandler.class);

    private final EdgeHandler edge;

    JettyErrorHandler(EdgeHandler edge) {
        this.edge = edge;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object cause = request.getAttribute(ERROR_EXCEPTION);
        ErrorResponse error = cause instanceof Throwable thrown
                ? ErrorResponse.of(thrown)
                : ErrorResponse.forStatus(response.getStatus());
        RequestContext context = edge.prepare(request, response);
        context.status(error.status());
        if (error.status() == 500 && cause instanceof Throwable failure) {
            LOG.error("request {} failed outside the endpoints", context.requestId(), failure);
        }
        byte[] body = error.body(context.requestId());
        response.setStatus(error.status());
        error.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
