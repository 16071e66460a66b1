package dev.messenger.adapter.http.door;

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
 * Reads the body of a request: JSON, at most 1 MiB of it (rules C3 and C4).
 *
 * <p>The limit is kept here and not by Jetty or Javalin, whose limits answer plain text and look at Content-Length alone.
 */
final class Body {

    /** The largest body in bytes: 1 MiB. */
    static final int LIMIT = 1 << 20;

    /** How much more is read, and thrown away, so that a client that is still sending gets to read why it was refused. */
    private static final int COURTESY = 8 * LIMIT;

    private static final Logger LOG = LoggerFactory.getLogger("http");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final JsonReader JSON = new JsonReader();
    private static final JsonWriter WRITER = new JsonWriter();

    private Body() {}

    /**
     * Reads the body as a record.
     *
     * @param form whether it comes from an HTML form
     *
     * @throws HttpProblem 400 when it is no JSON object or does not arrive whole, 413 when it is too large, 415 when it is declared as
     *     something other than JSON
     * @throws dev.messenger.domain.shared.InvalidValue when a field is missing or wrong
     */
    static <T extends Record> T read(HttpServletRequest request, Class<T> type, boolean form) {
        if (form) {
            refuseOtherThanForm(request);
        } else {
            refuseOtherThanJson(request);
        }
        byte[] bytes = form ? fieldsAsJson(bytes(request)) : bytes(request);
        try {
            return JSON.read(bytes, type);
        } catch (MalformedJson malformed) {
            throw HttpProblem.of(400, "malformed_json", String.valueOf(malformed.getMessage()));
        }
    }

    /** Refuses a body that says itself that it is too large, before anything of it is read. */
    static void refuseTooLarge(HttpServletRequest request) {
        if (request.getContentLengthLong() > LIMIT) {
            boolean waiting = request.getHeader("Expect") != null;
            if (!waiting) {
                try {
                    discard(request.getInputStream());
                } catch (IOException gone) {
                    throw broken(gone);
                }
            }
            throw tooLarge();
        }
    }

    /**
     * Reads what was not read, as far as courtesy goes: a connection with something left in it is cut after the answer, which a
     * client finds out by the failure of its next request.
     */
    static void discardRest(HttpServletRequest request) {
        if (request.getHeader("Expect") == null) {
            try {
                discard(request.getInputStream());
            } catch (IOException broken) {
                LOG.debug("what was left of a body did not arrive", broken);
            }
        }
    }

    private static byte[] bytes(HttpServletRequest request) {
        try {
            InputStream in = request.getInputStream();
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                discard(in);
                throw tooLarge();
            }
            return bytes;
        } catch (IOException incomplete) {
            throw broken(incomplete);
        }
    }

    private static void refuseOtherThanJson(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw HttpProblem.of(415, "unsupported_media_type", "The body must not be compressed.");
        }
        String declared = request.getContentType();
        if (declared != null && !isJson(declared.toLowerCase(Locale.ROOT))) {
            throw HttpProblem.of(
                    415, "unsupported_media_type", "The body must be JSON in UTF-8: 'Content-Type: application/json'.");
        }
    }

    private static void refuseOtherThanForm(HttpServletRequest request) {
        String declared = request.getContentType();
        if (declared == null || !declared.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            throw HttpProblem.of(
                    415, "unsupported_media_type", "The body must be a form: 'Content-Type: " + FORM + "'.");
        }
    }

    /** Fields of a form as a JSON object of texts; of several with one name the last one counts. */
    private static byte[] fieldsAsJson(byte[] form) {
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            for (String field : new String(form, StandardCharsets.UTF_8).split("&", -1)) {
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

    private static void discard(InputStream in) throws IOException {
        byte[] waste = new byte[8192];
        int left = COURTESY;
        while (left > 0) {
            int read = in.read(waste, 0, Math.min(waste.length, left));
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    private static HttpProblem tooLarge() {
        ErrorAnswer answer = ErrorAnswer.forStatus(413);
        return HttpProblem.of(413, answer.code(), String.valueOf(answer.detail()));
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
