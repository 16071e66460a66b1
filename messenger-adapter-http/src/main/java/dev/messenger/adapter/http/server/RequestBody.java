package dev.messenger.adapter.http.server;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.Escapes;
import dev.messenger.adapter.http.endpoint.HttpProblem;
import dev.messenger.adapter.http.json.JsonReader;
import dev.messenger.adapter.http.json.JsonWriter;
import dev.messenger.adapter.http.json.MalformedJson;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    private static final byte[] EMPTY_OBJECT = {'{', '}'};
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
        return reader.read(request, input.maxBodyBytes(), bytes -> parse(json(bytes, input), type));
    }

    private static byte[] json(byte[] body, Endpoint.Input input) {
        if (input.isForm()) {
            return formAsJson(body);
        }
        return body.length == 0 && input.isBodyOptional() ? EMPTY_OBJECT : body;
    }

    private static <T extends Record> T parse(byte[] json, Class<T> type) {
        try {
            return READER.read(json, type);
        } catch (MalformedJson malformed) {
            throw HttpProblem.of(400, "malformed_json", String.valueOf(malformed.getMessage()));
        }
    }

    private static void requireJson(HttpServletRequest request) {
        refuseCompressed(request);
        String declared = request.getContentType();
        if (declared != null && !isJson(declared.toLowerCase(Locale.ROOT))) {
            throw unsupported("The body must be JSON in UTF-8: 'Content-Type: application/json'.");
        }
    }

    private static void requireForm(HttpServletRequest request) {
        refuseCompressed(request);
        String declared = request.getContentType();
        if (declared == null || !isForm(declared.toLowerCase(Locale.ROOT))) {
            throw unsupported("The body must be a form in UTF-8: 'Content-Type: " + FORM + "'.");
        }
    }

    /** The fields of a form as a JSON object of texts; the last of several fields with one name wins. */
    private static byte[] formAsJson(byte[] body) {
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            for (String field : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    fields.put(Escapes.decode(field.substring(0, equals)), Escapes.decode(field.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException malformed) {
            throw HttpProblem.of(
                    400, "malformed_form", "The body is not a form: its fields must be escaped texts in UTF-8.");
        }
        return WRITER.write(fields);
    }

    private static void refuseCompressed(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("The body must not be compressed.");
        }
    }

    private static boolean isForm(String contentType) {
        String[] parts = contentType.split(";", -1);
        return parts[0].strip().equals(FORM) && isUtf8(parts);
    }

    private static boolean isJson(String contentType) {
        String[] parts = contentType.split(";", -1);
        String media = parts[0].strip();
        return isUtf8(parts)
                && (media.equals("application/json") || (media.startsWith("application/") && media.endsWith("+json")));
    }

    /** Whether the parameters of a media type, behind its first part, name no other charset. */
    private static boolean isUtf8(String[] parts) {
        return Arrays.stream(parts)
                .skip(1)
                .map(String::strip)
                .filter(parameter -> parameter.startsWith("charset="))
                .allMatch(parameter -> parameter.replace("\"", "").equals("charset=utf-8"));
    }

    private static HttpProblem unsupported(String detail) {
        return HttpProblem.of(415, "unsupported_media_type", detail);
    }
}
