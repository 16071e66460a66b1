package dev.messenger.adapter.http.server;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.HttpProblem;
import dev.messenger.adapter.http.json.JsonReader;
import dev.messenger.adapter.http.json.JsonWriter;
import dev.messenger.adapter.http.json.MalformedJson;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads request bodies as records: JSON or a form (rules C3 and C4).
 *
 * <p>Jetty and Javalin can do that too, but respond in plain text and check Content-Length only.
 */
final class RequestBody {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final JsonReader READER = new JsonReader();
    private static final JsonWriter WRITER = new JsonWriter();

    private RequestBody() {}

    /**
     * Reads the body as a record.
     *
     * @param input the declaration of the body
     * @throws HttpProblem 400 when it is not a JSON object or form, 415 for another media type, and as {@link BodyReader#read}
     * @throws dev.messenger.domain.shared.InvalidValue when a field is missing or wrong
     */
    static <T extends Record> T read(
            HttpServletRequest request, Class<T> type, Endpoint.Input input, BodyReader reader) {
        if (input.isForm()) {
            requireForm(request);
        } else {
            requireJson(request);
        }
        return reader.read(
                request, input.maxBodyBytes(), bytes -> parse(input.isForm() ? formAsJson(bytes) : bytes, type));
    }

    private static <T extends Record> T parse(byte[] json, Class<T> type) {
        try {
            return READER.read(json, type);
        } catch (MalformedJson malformed) {
            throw HttpProblem.of(400, "malformed_json", String.valueOf(malformed.getMessage()));
        }
    }

    private static void requireJson(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("The body must not be compressed.");
        }
        String declared = request.getContentType();
        if (declared != null && !isJson(declared.toLowerCase(Locale.ROOT))) {
            throw unsupported("The body must be JSON in UTF-8: 'Content-Type: application/json'.");
        }
    }

    private static void requireForm(HttpServletRequest request) {
        String declared = request.getContentType();
        if (declared == null || !declared.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            throw unsupported("The body must be a form: 'Content-Type: " + FORM + "'.");
        }
    }

    /** The fields of a form as a JSON object of texts; the last of several fields with one name wins. */
    private static byte[] formAsJson(byte[] body) {
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            for (String field : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
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

    private static HttpProblem unsupported(String detail) {
        return HttpProblem.of(415, "unsupported_media_type", detail);
    }
}
