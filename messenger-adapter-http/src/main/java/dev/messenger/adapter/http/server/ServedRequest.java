package dev.messenger.adapter.http.server;

import dev.messenger.adapter.http.endpoint.Param;
import dev.messenger.adapter.http.endpoint.Parameters;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.application.account.port.Principal;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Request} of a handler, on top of Javalin's context.
 *
 * @param caller null when the endpoint is open
 * @param received the body, null when the endpoint declares none
 */
record ServedRequest(
        Context context,
        @Nullable Principal caller,
        Parameters parameters,
        @Nullable Record received,
        TrustedProxies proxies)
        implements Request<Record> {

    private static final int MAX_USER_AGENT = 512;

    @Override
    public Principal principal() {
        if (caller == null) {
            throw new IllegalStateException("the endpoint is open: the caller is unknown");
        }
        return caller;
    }

    @Override
    public Record body() {
        if (received == null) {
            throw new IllegalStateException("the endpoint declares no body");
        }
        return received;
    }

    @Override
    public <T extends @Nullable Object> T get(Param<T> param) {
        return parameters.get(param);
    }

    @Override
    public String clientAddress() {
        return proxies.clientAddress(context.req());
    }

    @Override
    public @Nullable String userAgent() {
        String agent = header("User-Agent");
        return agent == null || agent.length() <= MAX_USER_AGENT ? agent : agent.substring(0, MAX_USER_AGENT);
    }

    @Override
    public @Nullable String header(String name) {
        return context.req().getHeader(name);
    }

    @Override
    public void responseHeader(String name, String value) {
        context.res().setHeader(name, value);
    }
}
