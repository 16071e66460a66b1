package dev.messenger.adapter.http.server;

import dev.messenger.adapter.http.endpoint.HttpProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the bytes of request bodies: each up to its limit (rule C15), all together within a budget (rule C16), and in time (rule C17).
 * Thread-safe.
 */
final class BodyReader {

    private static final Logger LOG = LoggerFactory.getLogger("http");

    /** So much of a body that nobody reads is discarded, so that the client's next request on the connection finds an end. */
    private static final int DISCARD = 256 * 1024;

    /** A client that sends too much is likely to send all of it before it reads the response. */
    private static final int DISCARD_TOO_LARGE = 4 * 1024 * 1024;

    private static final Duration DISCARD_WITHIN = Duration.ofSeconds(5);

    private static final int FIRST_BUFFER = 1024;

    private final ByteBudget budget;
    private final Duration within;

    /** @param within how long a whole body may take */
    BodyReader(ByteBudget budget, Duration within) {
        this.budget = budget;
        this.within = within;
    }

    /** Refuses a body whose declared length is too large, before reading it. */
    static void refuseTooLarge(HttpServletRequest request, int limit) {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
    }

    /**
     * Reads a body.
     *
     * @param limit the largest body in bytes
     * @param parser makes the result; until it returns, the bytes are in the budget
     * @throws HttpProblem 400 when the body does not arrive whole, 408 when it is late, 413 when it is too large, 503 when all bodies
     *     together are too large
     */
    <T> T read(HttpServletRequest request, int limit, Function<byte[], T> parser) {
        ClientConnection connection = RequestContext.of(request).connection();
        try (ByteBudget.Share share = budget.open(connection::endRead)) {
            byte[] bytes;
            connection.awaitBody(within);
            try {
                bytes = bytes(request.getInputStream(), limit, share);
            } catch (IOException broken) {
                throw share.gaveWay() ? HttpProblem.busy() : incomplete(broken);
            } finally {
                connection.bodyArrived();
            }
            return parser.apply(bytes);
        }
    }

    /** Bytes count as they arrive: what a client only declares takes nothing from others. */
    private static byte[] bytes(InputStream in, int limit, ByteBudget.Share share) throws IOException {
        byte[] buffer = new byte[Math.min(limit + 1, FIRST_BUFFER)];
        int length = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer, length, buffer.length - length)) {
            share.add(read);
            length += read;
            if (length > limit) {
                throw tooLarge(limit);
            }
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(limit + 1, 2 * length));
            }
        }
        return Arrays.copyOf(buffer, length);
    }

    /**
     * Discards what the client still sends after its request was refused, up to a limit: a connection that closes before takes the
     * response with it.
     *
     * @param status of the response, which is already sent
     */
    static void discardRest(HttpServletRequest request, int status) {
        ClientConnection connection = RequestContext.of(request).connection();
        byte[] scratch = new byte[8 * 1024];
        int left = status == 413 ? DISCARD_TOO_LARGE : DISCARD;
        connection.awaitBody(DISCARD_WITHIN);
        try {
            InputStream in = request.getInputStream();
            for (int read = 0; read >= 0 && left > 0; left -= read) {
                read = in.read(scratch);
            }
        } catch (IOException broken) {
            LOG.debug("the rest of a body did not arrive", broken);
        } finally {
            connection.bodyArrived();
        }
    }

    /** Whether a refused request may have a body that is worth discarding: a client that waits for 100 Continue sends none. */
    static boolean hasRest(HttpServletRequest request, int status) {
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        boolean isLate = status == 408 || status == 503;
        return hasBody && !isLate && request.getHeader("Expect") == null;
    }

    private static HttpProblem tooLarge(int limit) {
        return HttpProblem.of(413, "body_too_large", "The body must not be larger than " + limit / 1024 + " KiB.");
    }

    private static HttpProblem incomplete(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return HttpProblem.of(408, "request_timeout", "The body did not arrive in time; send it again.")
                        .with("Connection", "close");
            }
        }
        return HttpProblem.of(400, "incomplete_body", "The body did not arrive whole; send it again.");
    }
}
