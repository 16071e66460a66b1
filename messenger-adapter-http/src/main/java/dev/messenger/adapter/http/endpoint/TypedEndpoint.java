package dev.messenger.adapter.http.endpoint;

import dev.messenger.adapter.http.json.Fields;
import dev.messenger.adapter.http.json.JsonWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * An endpoint with a declared response type that still lacks its handler. Mutable, not thread-safe.
 *
 * @param <B> the record of the request body, {@link NoBody} for none
 * @param <R> the result of the handler
 */
public final class TypedEndpoint<B, R> {

    private final EndpointBuilder<B> builder;
    private final ResponseType type;
    private final int status;
    private final SortedSet<Integer> failures;
    private final Map<Integer, Class<? extends Record>> failureBodies = new HashMap<>();

    TypedEndpoint(EndpointBuilder<B> builder, ResponseType type, int status) {
        this.builder = builder;
        this.type = type;
        this.status = status;
        this.failures = builder.impliedFailures();
    }

    /**
     * Adds error statuses. Implied: 400; 401 unless open; 429 when counted; 429 and 503 when costly; 422 below {@code /api/v1}; 408, 413,
     * 415, 422 and 503 with a body.
     */
    public TypedEndpoint<B, R> fails(int... statuses) {
        for (int failure : statuses) {
            failures.add(failure);
        }
        return this;
    }

    /** Adds an error status whose body is not the usual error: it documents what the handler throws. */
    public TypedEndpoint<B, R> fails(int failure, Class<? extends Record> body) {
        Fields.of(body);
        failures.add(failure);
        failureBodies.put(failure, body);
        return this;
    }

    /** Completes the endpoint. The handler runs on a virtual thread of its own and may block. */
    public Endpoint handle(Function<? super Request<B>, ? extends R> handler) {
        return endpoint(handler);
    }

    /** As {@link #handle}, for a handler that returns JSON already rendered by {@link JsonWriter}. */
    public Endpoint handleRendered(Function<? super Request<B>, byte[]> handler) {
        return endpoint(handler);
    }

    @SuppressWarnings("unchecked") // the server reads the body as the declared type, which is B
    private Endpoint endpoint(Function<? super Request<B>, ?> handler) {
        return builder.build(
                new Endpoint.Output(type, status, failures, failureBodies),
                request -> handler.apply((Request<B>) request));
    }
}
