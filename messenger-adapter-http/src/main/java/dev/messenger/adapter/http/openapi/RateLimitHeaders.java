package dev.messenger.adapter.http.openapi;

import static dev.messenger.adapter.http.openapi.Schemas.ordered;

import java.util.Map;

/** The response headers about rate limits (rules C7, L5), which the responses of all counted endpoints refer to. */
final class RateLimitHeaders {

    private static final String POLICY = "RateLimit-Policy";
    private static final String STATE = "RateLimit";
    private static final String RETRY = "Retry-After";

    /** The headers of a response that was counted. */
    static final Map<String, Object> REFERENCES = ordered(POLICY, reference(POLICY), STATE, reference(STATE));

    /** The headers of a 429. */
    static final Map<String, Object> OF_REFUSALS =
            ordered(RETRY, reference(RETRY), POLICY, reference(POLICY), STATE, reference(STATE));

    /** The headers themselves. */
    static final Map<String, Object> COMPONENTS = ordered(
            POLICY,
            header(
                    "string",
                    "The limits that the request counts against: \"write\";q=300;w=60 permits 300 in 60 seconds."),
            STATE,
            header(
                    "string",
                    "What is left of them: \"write\";r=299;t=60 permits 299 more; after 60 seconds there are more."),
            RETRY,
            header("integer", "After how many seconds the request may be sent again."));

    private RateLimitHeaders() {}

    private static Map<String, Object> header(String type, String description) {
        return ordered("description", description, "schema", ordered("type", type));
    }

    private static Map<String, Object> reference(String name) {
        return Map.of("$ref", "#/components/headers/" + name);
    }
}
