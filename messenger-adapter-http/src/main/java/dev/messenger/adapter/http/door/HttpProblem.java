package dev.messenger.adapter.http.door;

import java.util.Map;
import java.util.TreeMap;

/**
 * An answer other than 2xx that no rule of the domain knows: it is about HTTP itself, or about an operator's question such as readiness.
 * Whatever a use case refuses is a {@link dev.messenger.domain.shared.MessengerException} instead.
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

    /** A problem that is told in a sentence. */
    public static HttpProblem of(int status, String code, String detail) {
        return new HttpProblem(status, code, detail, Map.of());
    }

    /** A problem whose {@code detail} is a JSON object, as the readiness answer has it (rule C3). */
    public static HttpProblem of(int status, String code, Record detail) {
        return new HttpProblem(status, code, detail, Map.of());
    }

    /** The same problem with one more header. */
    public HttpProblem with(String header, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, value);
        return new HttpProblem(status, code, detail, Map.copyOf(all));
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }

    /** The stable {@code snake_case} word. */
    public String code() {
        return code;
    }

    /** A sentence, or a record that is written as an object. */
    public Object detail() {
        return detail;
    }

    /** Headers that belong to it. */
    public Map<String, String> headers() {
        return headers;
    }
}
