package dev.messenger.adapter.http.server;

import dev.messenger.adapter.http.endpoint.HttpProblem;
import dev.messenger.adapter.http.json.JsonWriter;
import dev.messenger.domain.shared.Conflict;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidToken;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.MessengerException;
import dev.messenger.domain.shared.NotFound;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Unauthenticated;
import dev.messenger.domain.shared.Unavailable;
import java.io.UnsupportedEncodingException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * A response other than 2xx. Its body is {@code {"detail", "code", "request_id"}}, and has {@code field} too when one value is wrong
 * (rule C3).
 *
 * @param status the HTTP status
 * @param code a stable {@code snake_case} error code
 * @param detail a sentence that a person can act on, or a record for readiness
 * @param field the name of the wrong value, null when the error is not about one value
 * @param headers headers of the response
 */
record ErrorResponse(
        int status, String code, Object detail, @Nullable String field, Map<String, String> headers) {

    private static final JsonWriter JSON = new JsonWriter();

    private static final ErrorResponse BAD_PATH = plain(
            400,
            "bad_request",
            "The path is not valid: escape each byte of UTF-8 by a percent sign and two hexadecimal digits, and encode"
                    + " no slash, dot, percent sign or control character.");

    /** The response to an exception, those of Jetty's parsers included; an unexpected one is 500 without details. */
    static ErrorResponse of(Throwable thrown) {
        return switch (thrown) {
            case MessengerException refusal -> of(refusal);
            case HttpProblem problem ->
                new ErrorResponse(problem.status(), problem.code(), problem.detail(), null, problem.headers());
            case HttpException refused -> of(refused);
            default -> forStatus(namesNoCharset(thrown) ? 415 : 500);
        };
    }

    private static ErrorResponse of(HttpException refused) {
        return refused.getCode() == 400 && isAboutPath(refused) ? BAD_PATH : forStatus(refused.getCode());
    }

    /** Jetty names what it finds in a path, such as "Ambiguous URI path separator" or "Bad UTF-8 encoding". */
    private static boolean isAboutPath(HttpException refused) {
        String reason = String.valueOf(refused.getReason());
        return reason.contains("URI") || reason.contains("Path") || reason.contains("UTF");
    }

    /** Jetty and the servlet API look up the charset of a Content-Type, and throw when the JDK does not know it. */
    private static boolean namesNoCharset(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof IllegalCharsetNameException
                        || cause instanceof UnsupportedCharsetException
                        || cause instanceof UnsupportedEncodingException);
    }

    private static ErrorResponse of(MessengerException refusal) {
        return switch (refusal) {
            case InvalidToken invalid -> plain(400, invalid);
            case Unauthenticated unauthenticated -> plain(401, unauthenticated).with("WWW-Authenticate", "Bearer");
            case Forbidden forbidden -> plain(403, forbidden);
            case NotFound absent -> plain(404, absent);
            case Conflict conflict -> plain(409, conflict);
            case InvalidValue invalid ->
                new ErrorResponse(422, invalid.code(), invalid.detail(), invalid.field(), Map.of());
            case RuleViolation violation -> plain(422, violation);
            case RateLimited limited ->
                plain(429, limited).with("Retry-After", Long.toString(limited.retryAfterSeconds()));
            case Unavailable unavailable -> plain(503, unavailable);
        };
    }

    /** The response when only a status is known: a refusal by Jetty, or an internal failure. */
    static ErrorResponse forStatus(int status) {
        return switch (status) {
            case 400 ->
                plain(
                        400,
                        "bad_request",
                        "The request is not valid HTTP, or is ambiguous: check its path, headers and length.");
            case 404 -> plain(404, "not_found", "There is nothing at this path.");
            case 405 -> plain(405, "method_not_allowed", "The server is no proxy: it opens no tunnel.");
            case 408 ->
                plain(408, "request_timeout", "The request did not arrive in time; send it again.")
                        .with("Connection", "close");
            case 413 -> plain(413, "body_too_large", "The body is too large.");
            case 414 -> plain(414, "uri_too_long", "The path and query string must not be longer than 8 KiB together.");
            case 415 ->
                plain(415, "unsupported_media_type", "The charset of the Content-Type is not supported: use UTF-8.");
            case 417 -> plain(417, "expectation_failed", "The only supported Expect header is 100-continue.");
            case 431 -> plain(431, "headers_too_large", "The headers must not be larger than 8 KiB together.");
            case 501 -> plain(501, "not_implemented", "The server does not know how to do this.");
            case 503 ->
                plain(503, "stopping", "The server is stopping; try again.").with("Retry-After", "1");
            case 426, 505 -> plain(505, "http_version", "The server speaks HTTP/1.1.");
            default ->
                status >= 400 && status < 500
                        ? plain(status, "bad_request", "The request cannot be served as it is.")
                        : plain(500, "internal_error", "Something went wrong on our side. Report the request_id.");
        };
    }

    /** The body, as UTF-8. */
    byte[] body(String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("detail", detail);
        body.put("code", code);
        body.put("request_id", requestId);
        if (field != null) {
            body.put("field", field);
        }
        return JSON.write(body);
    }

    private ErrorResponse with(String header, String value) {
        return new ErrorResponse(status, code, detail, field, Map.of(header, value));
    }

    private static ErrorResponse plain(int status, MessengerException refusal) {
        return plain(status, refusal.code(), refusal.detail());
    }

    private static ErrorResponse plain(int status, String code, String detail) {
        return new ErrorResponse(status, code, detail, null, Map.of());
    }
}
