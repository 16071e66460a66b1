package dev.messenger.adapter.http.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * A typed parameter of an endpoint: declared with {@link EndpointBuilder#params}, read with {@link Request#get}.
 *
 * @param <T> the type of its value, {@code @Nullable} when it is optional without a default
 */
public sealed interface Param<T extends @Nullable Object> permits PathParam, QueryParam {

    /** Its name in the path or the query string. */
    String name();

    /** How its text is parsed. */
    Format<?> format();

    /** One sentence for the documentation, empty for none. */
    String doc();
}
