package dev.messenger.adapter.http.door;

import dev.messenger.application.account.port.Principal;
import org.jspecify.annotations.Nullable;

/**
 * One request to an endpoint: its token was checked, its parameters and its body were read, all before the handler sees it. Used by
 * the thread of the request alone.
 *
 * @param <B> the record that the body became, {@link NoBody} when the endpoint takes none
 */
public interface Call<B> {

    /**
     * Who calls.
     *
     * @throws IllegalStateException when the endpoint is public: a mistake in the handler
     */
    Principal principal();

    /**
     * The body.
     *
     * @throws IllegalStateException when the endpoint takes none: a mistake in the handler
     */
    B body();

    /**
     * The value of a parameter.
     *
     * @throws IllegalStateException when the endpoint does not declare it: a mistake in the handler
     */
    <T extends @Nullable Object> T get(Param<T> param);

    /** The client's IP address: the socket's, unless that is a trusted proxy (rule L1). */
    String clientAddress();

    /** What the client calls itself, at most 512 characters of it; null when it does not say. */
    @Nullable
    String userAgent();

    /** A header of the request, null when it is absent. */
    @Nullable
    String header(String name);

    /** Sets a header of the answer. */
    void answerHeader(String name, String value);
}
