package dev.messenger.adapter.http.endpoint;

import java.util.Map;
import java.util.TreeMap;

/**
 * An error response that has no counterpart in the domain: about HTTP itself, or about an operator's concern such as readiness.
 * A refusal by a use case is a {@link dev.messenger.domain.shared.MessengerException} instead.
 */
public final class HttpProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Object detail;
    private final transient Map<String, String> headers;

    private HttpProblem(int status, String code, Object detail, Map<String, String> headers) {
        super(status + " " + code, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.headers = headers;
    }

    /** A problem with a sentence for {@code detail}. */
    public static HttpProblem of(int status, String code, String detail) {
        return new HttpProblem(status, code, detail, Map.of());
    }

    /** A problem with a JSON object for {@code detail}, as the readiness response has it (rule C3). */
    public static HttpProblem of(int status, String code, Record detail) {
        return new HttpProblem(status, code, detail, Map.of());
    }

    /** The server holds as much for clients as it can: 503, to be tried again in a second. */
    public static HttpProblem busy() {
        return of(503, "busy", "The server is too busy at the moment; try again.")
                .with("Retry-After", "1");
    }

    /** The same problem with one more header. */
    public HttpProblem with(String header, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, value);
        return new HttpProblem(status, code, detail, Map.copyOf(all));
    }

    /** The status of the response. */
    public int status() {
        return status;
    }

    /** The stable {@code snake_case} error code. */
    public String code() {
        return code;
    }

    /** A sentence, or a record. */
    public Object detail() {
        return detail;
    }

    /** Headers of the response. */
    public Map<String, String> headers() {
        return headers;
    }
}
