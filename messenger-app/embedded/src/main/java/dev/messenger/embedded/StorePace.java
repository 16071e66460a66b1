package dev.messenger.embedded;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Ends requests whose client sends or reads a body too slowly (rule D9), a body of a form included. What counts is the time spent waiting
 * for the client; a fast beginning earns no credit for a slow end.
 */
final class StorePace extends Handler.Wrapper {

    private final StoreLimits limits;

    StorePace(StoreLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        PacedRequest paced = new PacedRequest(request, new Lag(limits));
        return super.handle(paced, new PacedResponse(paced, response, new Lag(limits)), callback);
    }

    /** How far a client is behind the rate. Thread-safe. */
    private static final class Lag {

        private final StoreLimits limits;
        private long nanos;

        Lag(StoreLimits limits) {
            this.limits = limits;
        }

        synchronized void waited(long since) {
            nanos += System.nanoTime() - since;
        }

        synchronized void exchanged(long bytes) {
            nanos = Math.max(0, nanos - bytes * TimeUnit.SECONDS.toNanos(1) / limits.bytesPerSecond());
        }

        synchronized boolean isTooLong() {
            return nanos > limits.grace().toNanos();
        }
    }

    private static final class PacedRequest extends Request.Wrapper {

        private final Lag lag;

        PacedRequest(Request request, Lag lag) {
            super(request);
            this.lag = lag;
        }

        @Override
        public void demand(Runnable arrived) {
            long since = System.nanoTime();
            super.demand(() -> {
                lag.waited(since);
                arrived.run();
            });
        }

        @Override
        public Content.Chunk read() {
            if (lag.isTooLong()) {
                return Content.Chunk.from(new HttpException.RuntimeException(
                        HttpStatus.REQUEST_TIMEOUT_408, "the body arrives too slowly"));
            }
            Content.Chunk chunk = super.read();
            if (chunk != null) {
                lag.exchanged(chunk.remaining());
            }
            return chunk;
        }
    }

    private static final class PacedResponse extends Response.Wrapper {

        private final Lag lag;

        PacedResponse(Request request, Response response, Lag lag) {
            super(request, response);
            this.lag = lag;
        }

        @Override
        public void write(boolean last, ByteBuffer bytes, Callback callback) {
            if (lag.isTooLong()) {
                callback.failed(new TimeoutException("the client reads too slowly"));
                return;
            }
            long since = System.nanoTime();
            long size = bytes == null ? 0 : bytes.remaining();
            super.write(
                    last,
                    bytes,
                    Callback.from(
                            () -> {
                                lag.waited(since);
                                lag.exchanged(size);
                                callback.succeeded();
                            },
                            callback::failed));
        }
    }
}
