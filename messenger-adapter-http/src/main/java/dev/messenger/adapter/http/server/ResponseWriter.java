package dev.messenger.adapter.http.server;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.ResponseType;
import dev.messenger.adapter.http.json.JsonWriter;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the result of a handler, or the error that takes its place (rule C3). */
final class ResponseWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseWriter.class);
    private static final JsonWriter JSON = new JsonWriter();

    private ResponseWriter() {}

    static void write(Endpoint.Output output, Object result, HttpServletResponse response) throws IOException {
        response.setStatus(output.status());
        switch (output.type()) {
            case ResponseType.Json ignored -> write("application/json", JSON.write(result), response);
            case ResponseType.JsonList ignored ->
                write("application/json", result instanceof byte[] rendered ? rendered : JSON.write(result), response);
            case ResponseType.Empty ignored -> response.setContentType(null);
            case ResponseType.Bytes bytes -> write(bytes.contentType(), (byte[]) result, response);
            case ResponseType.Streamed streamed -> {
                response.setContentType(streamed.contentType());
                ((ResponseType.StreamWriter) result).writeTo(response.getOutputStream());
            }
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
        RequestBody.discardRest(context.req());
        try {
            response.resetBuffer();
            response.setStatus(error.status());
            error.headers().forEach(response::setHeader);
            write("application/json", error.body(request.requestId()), response);
        } catch (IOException gone) {
            LOG.debug("the client of {} was gone before the response", request.requestId(), gone);
        }
    }
}
