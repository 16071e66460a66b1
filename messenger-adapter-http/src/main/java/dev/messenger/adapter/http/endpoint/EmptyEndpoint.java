package dev.messenger.adapter.http.endpoint;

import java.util.function.Consumer;

/**
 * An endpoint with an empty response that still lacks its handler. Mutable, not thread-safe.
 *
 * @param <B> the record of the request body, {@link NoBody} for none
 */
public final class EmptyEndpoint<B> {

    private static final Object NOTHING = new ResponseType.Empty();

    private final TypedEndpoint<B, Object> endpoint;

    EmptyEndpoint(TypedEndpoint<B, Object> endpoint) {
        this.endpoint = endpoint;
    }

    /** As {@link TypedEndpoint#fails}. */
    public EmptyEndpoint<B> fails(int... statuses) {
        endpoint.fails(statuses);
        return this;
    }

    /** As {@link TypedEndpoint#handle}. */
    public Endpoint handle(Consumer<? super Request<B>> handler) {
        return endpoint.handle(request -> {
            handler.accept(request);
            return NOTHING;
        });
    }
}
