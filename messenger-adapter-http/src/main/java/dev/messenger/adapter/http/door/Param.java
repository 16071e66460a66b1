package dev.messenger.adapter.http.door;

import org.jspecify.annotations.Nullable;

/**
 * A typed parameter of an endpoint: declared with {@link EndpointBuilder#takes}, read with {@link Call#get}.
 *
 * @param <T> the type of its value, {@code @Nullable} when it is optional without a default
 */
public sealed interface Param<T extends @Nullable Object> permits PathParam, QueryParam {

    /** Its name in the path or the query string. */
    String name();

    /** How its text is read. */
    Format<?> format();

    /** One sentence for the documentation, empty for none. */
    String doc();
}
