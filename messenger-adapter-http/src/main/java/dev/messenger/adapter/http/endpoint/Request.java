package dev.messenger.adapter.http.endpoint;

import dev.messenger.application.account.port.Principal;
import dev.messenger.domain.account.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A request as a handler sees it: token, parameters and body are already checked and read. For use by the thread of the request only.
 *
 * @param <B> the record of the body, {@link NoBody} when the endpoint declares none
 */
public interface Request<B> {

    /**
     * The authenticated caller.
     *
     * @throws IllegalStateException when the endpoint is open: a mistake in the handler
     */
    Principal principal();

    /** The user of {@link #principal}. */
    default UserId user() {
        return principal().user();
    }

    /**
     * The body.
     *
     * @throws IllegalStateException when the endpoint declares none: a mistake in the handler
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

    /** The first 512 characters of the {@code User-Agent} header, null when it is absent. */
    @Nullable
    String userAgent();

    /** A request header, null when it is absent. */
    @Nullable
    String header(String name);

    /** Sets a response header. */
    void responseHeader(String name, String value);
}
