package dev.messenger.app.testing;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A response as it came over the wire.
 *
 * @param headers by their names in lower case
 * @param body empty for a stream, which nobody reads to its end
 */
public record Answer(int status, Map<String, String> headers, String body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Whether it switches to another protocol or never ends: the connection serves no further request. */
    public boolean isStream() {
        return status == 101 || contentType().startsWith("text/event-stream");
    }

    /** Whether the server says that it closes the connection. */
    public boolean closes() {
        return headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT).contains("close");
    }

    public String contentType() {
        return headers.getOrDefault("content-type", "");
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** What is wrong with it, whatever was asked; null when nothing is (rules C3, C18). */
    @Nullable
    public String fault() {
        if (status >= 500 && status != 505) { // another version of HTTP is the client's choice
            return "5xx";
        }
        if (status < 400) {
            return status >= 300 ? "3xx" : null;
        }
        if (!contentType().equals("application/json")) {
            return "an error that is no JSON";
        }
        try {
            JsonNode error = json();
            boolean isComplete = error.path("detail").isString()
                    && error.path("code").asString("").matches("[a-z0-9_]+")
                    && error.path("request_id").isString()
                    && Set.of("detail", "code", "request_id", "field").containsAll(error.propertyNames());
            return isComplete ? null : "an error without the common keys";
        } catch (JacksonException malformed) {
            return "an error with malformed JSON";
        }
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + body.substring(0, Math.min(body.length(), 500));
    }
}
