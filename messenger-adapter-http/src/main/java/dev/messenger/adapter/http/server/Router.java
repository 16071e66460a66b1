package dev.messenger.adapter.http.server;

import dev.messenger.adapter.http.endpoint.AccessCheck;
import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.HttpProblem;
import dev.messenger.adapter.http.endpoint.Parameters;
import dev.messenger.application.account.port.Principal;
import dev.messenger.domain.shared.Unauthenticated;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Routes requests to endpoints: checks the token (rule C5), counts the request (rule L5), reads parameters and body (rule C4), runs the handler, writes the response. */
final class Router {

    /** Unknown paths below it require a token too (rule C5). */
    private static final String API = "/api/v1";

    private final List<Endpoint> endpoints;
    private final AccessCheck access;
    private final UserLimits limits;
    private final TrustedProxies proxies;
    private final AnonymousLimit anonymous;
    private final BodyReader bodies;
    private final ResponseWriter responses;
    private final CostlyReads costlyReads = new CostlyReads();

    /** @throws IllegalArgumentException when two endpoints have the same method and match the same paths */
    Router(List<Endpoint> endpoints, AccessCheck access, UserLimits limits, HttpSettings settings) {
        this.endpoints = endpoints.stream()
                .sorted(Comparator.comparing(Endpoint::template).thenComparing(Endpoint::method))
                .toList();
        this.access = access;
        this.limits = limits;
        this.proxies = settings.trustedProxies();
        ClientBounds clients = settings.clients();
        this.anonymous = new AnonymousLimit(clients.anonymousPerMinute(), System::nanoTime);
        this.bodies = new BodyReader(new ByteBudget(clients.requestBytes(), System::nanoTime), clients.bodyWithin());
        this.responses = new ResponseWriter(new ByteBudget(clients.responseBytes(), System::nanoTime));
        refuseDuplicates();
    }

    private void refuseDuplicates() {
        for (int i = 1; i < endpoints.size(); i++) {
            Endpoint one = endpoints.get(i - 1);
            Endpoint next = endpoints.get(i);
            if (one.method() == next.method() && one.template().compareTo(next.template()) == 0) {
                throw new IllegalArgumentException(one + " and " + next + " match the same paths");
            }
        }
    }

    /** Registers the routes with Javalin, literal segments before parameters (rule C11). */
    void install(RoutesConfig javalin) {
        for (Endpoint endpoint : endpoints) {
            HandlerType method = HandlerType.findOrCreate(endpoint.method().name());
            javalin.addHttpHandler(method, endpoint.path(), context -> serve(endpoint, context));
            if (method.equals(HandlerType.GET)) {
                javalin.addHttpHandler(HandlerType.HEAD, endpoint.path(), context -> serve(endpoint, context));
            }
        }
        javalin.exception(HttpResponseException.class, (unmatched, context) -> respondUnmatched(context));
        javalin.exception(Exception.class, (failure, context) -> ResponseWriter.writeError(failure, context));
    }

    private void serve(Endpoint endpoint, Context context) {
        HttpServletRequest request = context.req();
        Endpoint.Input input = endpoint.input();
        RequestContext.of(request).route(endpoint.path());
        try {
            Principal principal = endpoint.isOpen() ? null : authenticate(request);
            endpoint.counting().byAddress().accept(proxies.clientAddress(request));
            if (principal != null) {
                limits.count(principal.user(), endpoint, context.res());
            }
            Class<? extends Record> bodyType = input.bodyType();
            if (endpoint.isOpen() && bodyType != null) {
                anonymous.take(proxies.clientAddress(request));
            }
            BodyReader.refuseTooLarge(request, input.maxBodyBytes());
            if (endpoint.template().isApi()) {
                Parameters.refuseUnknown(input.params(), request.getQueryString());
            }
            Parameters parameters = Parameters.read(input.params(), context::pathParam, request.getQueryString());
            Record body = bodyType == null ? null : RequestBody.read(request, bodyType, input, bodies);
            ServedRequest served = new ServedRequest(context, principal, parameters, body, proxies);
            if (endpoint.counting().isCostly()) {
                costlyReads.run(served.user(), () -> respond(endpoint, served));
            } else {
                respond(endpoint, served);
            }
        } catch (Throwable failure) {
            ResponseWriter.writeError(failure, context);
        }
    }

    private void respond(Endpoint endpoint, ServedRequest request) throws IOException {
        Object result = endpoint.handler().apply(request);
        responses.write(endpoint.output(), result, request.context());
    }

    private Principal authenticate(HttpServletRequest request) {
        String token = AccessCheck.bearerToken(request.getHeader("Authorization"));
        if (token == null) {
            throw new Unauthenticated("token_missing", "Send an access token: 'Authorization: Bearer <access_token>'.");
        }
        return access.check(token);
    }

    /** Responds when no endpoint has this path, or none has this method there. */
    private void respondUnmatched(Context context) {
        try {
            String path = context.path();
            List<Endpoint> matching = endpoints.stream()
                    .filter(endpoint -> endpoint.template().matches(path))
                    .toList();
            if (isBelowApi(context) && matching.stream().noneMatch(Endpoint::isOpen)) {
                limits.countUnmatched(
                        authenticate(context.req()).user(), context.req().getMethod(), context.res());
            }
            if (matching.isEmpty()) {
                throw HttpProblem.of(404, "not_found", "There is nothing at this path.");
            }
            String allowed = String.join(", ", methods(matching));
            if (context.req().getMethod().equals("OPTIONS")) {
                context.res().setHeader("Allow", allowed);
                context.res().setStatus(204);
                context.res().setContentType(null);
                return;
            }
            throw HttpProblem.of(405, "method_not_allowed", "This path takes " + allowed + ".")
                    .with("Allow", allowed);
        } catch (Throwable failure) {
            ResponseWriter.writeError(failure, context);
        }
    }

    private static boolean isBelowApi(Context context) {
        String canonical = RequestContext.of(context.req()).canonicalPath();
        return canonical.equals(API) || canonical.startsWith(API + "/");
    }

    private static SortedSet<String> methods(List<Endpoint> endpoints) {
        SortedSet<String> methods = new TreeSet<>(List.of("OPTIONS"));
        for (Endpoint endpoint : endpoints) {
            methods.add(endpoint.method().name());
            if (endpoint.method() == Endpoint.Method.GET) {
                methods.add("HEAD");
            }
        }
        return methods;
    }
}
