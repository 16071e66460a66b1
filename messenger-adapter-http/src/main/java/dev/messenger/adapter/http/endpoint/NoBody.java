package dev.messenger.adapter.http.endpoint;

/** The type of {@link Request#body} for an endpoint without a request body; it has no instance. */
public final class NoBody {
    private NoBody() {}
}
