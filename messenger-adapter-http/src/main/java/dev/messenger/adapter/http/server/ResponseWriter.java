package dev.messenger.adapter.http.server;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.ResponseType;
import dev.messenger.adapter.http.json.JsonWriter;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the result of a handler, or the error that takes its place (rule C3). Thread-safe. */
final class ResponseWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseWriter.class);
    private static final JsonWriter JSON = new JsonWriter();

    /** Smaller ones are not in the budget: the number of connections bounds them. */
    private static final int SMALL = 8 * 1024;

    private final ByteBudget budget;

    /** @param budget for the responses that wait for their clients to read them (rule C16) */
    ResponseWriter(ByteBudget budget) {
        this.budget = budget;
    }

    /** Writes the result of a handler. */
    void write(Endpoint.Output output, Object result, Context context) throws IOException {
        HttpServletResponse response = context.res();
        response.setStatus(output.status());
        switch (output.type()) {
            case ResponseType.Json ignored -> write("application/json", JSON.write(result), context);
            case ResponseType.JsonList ignored ->
                write("application/json", result instanceof byte[] rendered ? rendered : JSON.write(result), context);
            case ResponseType.Empty ignored -> response.setContentType(null);
            case ResponseType.Bytes bytes -> write(bytes.contentType(), (byte[]) result, context);
            case ResponseType.Streamed streamed -> {
                response.setContentType(streamed.contentType());
                ((ResponseType.StreamWriter) result).writeTo(response.getOutputStream());
            }
        }
    }

    private void write(String contentType, byte[] body, Context context) throws IOException {
        if (body.length < SMALL) {
            write(contentType, body, context.res());
            return;
        }
        try (ByteBudget.Share share =
                budget.open(RequestContext.of(context.req()).connection()::close)) {
            share.add(body.length);
            write(contentType, body, context.res());
        }
    }

    private static void write(String contentType, byte[] body, HttpServletResponse response) throws IOException {
        response.setContentType(contentType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Writes an error response, or closes the connection when a part of the result is already on its way. */
    static void writeError(Throwable failure, Context context) {
        RequestContext request = RequestContext.of(context.req());
        ErrorResponse error = ErrorResponse.of(failure);
        HttpServletResponse response = context.res();
        if (response.isCommitted()) {
            LOG.debug("the response to {} broke off", request.requestId(), failure);
            request.abort();
            return;
        }
        if (error.status() == 500) {
            LOG.error("request {} to {} failed", request.requestId(), request.route(), failure);
        }
        try {
            response.resetBuffer();
            response.setStatus(error.status());
            error.headers().forEach(response::setHeader);
            write("application/json", error.body(request.requestId()), response);
            if (BodyReader.hasRest(context.req(), error.status())) {
                response.flushBuffer(); // the client may be waiting for it
                BodyReader.discardRest(context.req(), error.status());
            }
        } catch (IOException gone) {
            LOG.debug("the client of {} was gone before the response", request.requestId(), gone);
        }
    }
}
