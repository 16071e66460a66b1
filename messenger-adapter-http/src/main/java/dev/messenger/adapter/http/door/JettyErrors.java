package dev.messenger.adapter.http.door;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the errors that no endpoint sees, because Jetty itself refuses the request (not HTTP, too long, an ambiguous path, the
 * server is stopping) or gives up: the same JSON as everywhere, for every method and whatever the client accepts (rule C3).
 */
final class JettyErrors extends ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(JettyErrors.class);

    private final FrontDoor frontDoor;

    JettyErrors(FrontDoor frontDoor) {
        this.frontDoor = frontDoor;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object cause = request.getAttribute(ERROR_EXCEPTION);
        ErrorAnswer answer = ErrorAnswer.forStatus(
                cause instanceof HttpException refused ? refused.getCode() : response.getStatus());
        Exchange exchange = frontDoor.greet(request, response);
        exchange.status(answer.status());
        if (answer.status() == 500 && cause instanceof Throwable failure) {
            LOG.error("request {} failed outside of every endpoint", exchange.requestId(), failure);
        }
        byte[] body = answer.body(exchange.requestId());
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
