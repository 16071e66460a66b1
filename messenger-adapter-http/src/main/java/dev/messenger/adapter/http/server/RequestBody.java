package dev.messenger.adapter.http.server;

import dev.messenger.adapter.http.endpoint.HttpProblem;
import dev.messenger.adapter.http.json.JsonReader;
import dev.messenger.adapter.http.json.JsonWriter;
import dev.messenger.adapter.http.json.MalformedJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads request bodies: JSON or a form, at most 1 MiB (rules C3 and C4).
 *
 * <p>Jetty and Javalin have limits too, but respond in plain text and check Content-Length only.
 */
final class RequestBody {

    /** The largest body in bytes: 1 MiB. */
    static final int LIMIT = 1 << 20;

    /** How much more is read and discarded, so that a client that is still sending gets to the error response. */
    private static final int DISCARD_LIMIT = 8 * LIMIT;

    private static final Logger LOG = LoggerFactory.getLogger("http");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final JsonReader READER = new JsonReader();
    private static final JsonWriter WRITER = new JsonWriter();

    private RequestBody() {}

    /**
     * Reads the body as a record.
     *
     * @param form whether it comes from an HTML form
     * @throws HttpProblem 400 when it is not a JSON object or does not arrive whole, 413 when it is too large, 415 for another media type
     * @throws dev.messenger.domain.shared.InvalidValue when a field is missing or wrong
     */
    static <T extends Record> T read(HttpServletRequest request, Class<T> type, boolean form) {
        try {
            return READER.read(form ? formAsJson(request) : json(request), type);
        } catch (MalformedJson malformed) {
            throw HttpProblem.of(400, "malformed_json", String.valueOf(malformed.getMessage()));
        }
    }

    /** Refuses a body whose declared length is too large, before reading it. */
    static void refuseTooLarge(HttpServletRequest request) {
        if (request.getContentLengthLong() > LIMIT) {
            try {
                discard(request);
            } catch (IOException gone) {
                throw broken(gone);
            }
            throw tooLarge();
        }
    }

    /**
     * Discards the unread rest of the body, up to a limit: with unread bytes the connection closes after the response, and the
     * client's next request on it fails.
     */
    static void discardRest(HttpServletRequest request) {
        try {
            discard(request);
        } catch (IOException broken) {
            LOG.debug("the rest of a body did not arrive", broken);
        }
    }

    private static byte[] bytes(HttpServletRequest request) {
        try {
            InputStream in = request.getInputStream();
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                in.skip(DISCARD_LIMIT);
                throw tooLarge();
            }
            return bytes;
        } catch (IOException incomplete) {
            throw broken(incomplete);
        }
    }

    private static byte[] json(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("The body must not be compressed.");
        }
        String declared = request.getContentType();
        if (declared != null && !isJson(declared.toLowerCase(Locale.ROOT))) {
            throw unsupported("The body must be JSON in UTF-8: 'Content-Type: application/json'.");
        }
        return bytes(request);
    }

    /** The fields of a form as a JSON object of texts; the last of several fields with one name wins. */
    private static byte[] formAsJson(HttpServletRequest request) {
        String declared = request.getContentType();
        if (declared == null || !declared.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            throw unsupported("The body must be a form: 'Content-Type: " + FORM + "'.");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            for (String field : new String(bytes(request), StandardCharsets.UTF_8).split("&", -1)) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException malformed) {
            throw HttpProblem.of(400, "malformed_form", "The body is not a form.");
        }
        return WRITER.write(fields);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean isJson(String contentType) {
        String[] parts = contentType.split(";", -1);
        String media = parts[0].strip();
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("charset=") && !parameter.replace("\"", "").equals("charset=utf-8")) {
                return false;
            }
        }
        return media.equals("application/json") || (media.startsWith("application/") && media.endsWith("+json"));
    }

    /** Leaves a body unread whose client waits for 100 Continue. */
    private static void discard(HttpServletRequest request) throws IOException {
        if (request.getHeader("Expect") == null) {
            request.getInputStream().skip(DISCARD_LIMIT);
        }
    }

    private static HttpProblem unsupported(String detail) {
        return HttpProblem.of(415, "unsupported_media_type", detail);
    }

    private static HttpProblem tooLarge() {
        ErrorResponse error = ErrorResponse.forStatus(413);
        return HttpProblem.of(413, error.code(), String.valueOf(error.detail()));
    }

    private static HttpProblem broken(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return HttpProblem.of(408, "request_timeout", "The body did not arrive in time; send it again.");
            }
        }
        return HttpProblem.of(400, "incomplete_body", "The body did not arrive whole; send it again.");
    }
}
