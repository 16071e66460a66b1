package dev.messenger.adapter.http.door;

import dev.messenger.adapter.http.json.JsonWriter;
import dev.messenger.application.account.port.Principal;
import dev.messenger.domain.shared.Unauthenticated;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of the endpoints: who calls (rule C5), with which parameters and which body (rule C4); then the handler; then the answer, be it
 * the declared one or an error (rule C3).
 */
final class Door {

    /** Everything below it asks for a token unless an endpoint is open, unknown paths included (rule C5). */
    private static final String API = "/api/v1";

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final JsonWriter JSON = new JsonWriter();

    private record Route(PathTemplate template, Endpoint endpoint) {}

    private final List<Route> routes;
    private final AccessCheck access;
    private final TrustedProxies proxies;

    /** @throws IllegalArgumentException when two endpoints have the same method and match the same paths */
    Door(List<Endpoint> endpoints, AccessCheck access, TrustedProxies proxies) {
        this.routes = endpoints.stream()
                .map(endpoint -> new Route(PathTemplate.of(endpoint.path()), endpoint))
                .sorted(Comparator.comparing(Route::template).thenComparing(route -> route.endpoint.method()))
                .toList();
        this.access = access;
        this.proxies = proxies;
        refuseTwins();
    }

    private void refuseTwins() {
        for (int i = 1; i < routes.size(); i++) {
            Endpoint one = routes.get(i - 1).endpoint;
            Endpoint next = routes.get(i).endpoint;
            if (one.method() == next.method() && routes.get(i - 1).template.compareTo(routes.get(i).template) == 0) {
                throw new IllegalArgumentException(one + " and " + next + " match the same paths");
            }
        }
    }

    /** Tells Javalin the routes, literal segments before parameters (rule C11). */
    void install(RoutesConfig javalin) {
        for (Route route : routes) {
            Endpoint endpoint = route.endpoint;
            HandlerType method = HandlerType.findOrCreate(endpoint.method().name());
            javalin.addHttpHandler(method, endpoint.path(), context -> serve(endpoint, context));
            if (method.equals(HandlerType.GET)) {
                javalin.addHttpHandler(HandlerType.HEAD, endpoint.path(), context -> serve(endpoint, context));
            }
        }
        javalin.exception(HttpResponseException.class, (unmatched, context) -> answerUnmatched(context));
        javalin.exception(Exception.class, (failure, context) -> answerError(failure, context));
    }

    private void serve(Endpoint endpoint, Context context) {
        Exchange exchange = Exchange.of(context.req());
        exchange.route(endpoint.path());
        try {
            Principal principal = endpoint.isOpen() ? null : caller(context.req());
            Body.refuseTooLarge(context.req());
            Parameters parameters = Parameters.read(endpoint, context);
            Class<? extends Record> bodyType = endpoint.bodyType();
            Record body = bodyType == null ? null : Body.read(context.req(), bodyType, endpoint.isForm());
            Object answer = endpoint.handle(new ServedCall(context, principal, parameters, body, proxies));
            write(endpoint, answer, context.res());
        } catch (Throwable failure) {
            answerError(failure, context);
        }
    }

    private Principal caller(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw new Unauthenticated("token_missing", "Send an access token: 'Authorization: Bearer <access_token>'.");
        }
        return access.check(header.substring(7).strip());
    }

    private static void write(Endpoint endpoint, Object answer, HttpServletResponse response) throws IOException {
        response.setStatus(endpoint.status());
        switch (endpoint.answer()) {
            case Answer.Json ignored -> write("application/json", JSON.write(answer), response);
            case Answer.JsonList ignored ->
                write("application/json", answer instanceof byte[] written ? written : JSON.write(answer), response);
            case Answer.Empty ignored -> response.setContentType(null);
            case Answer.Bytes bytes -> write(bytes.contentType(), (byte[]) answer, response);
            case Answer.Streamed streamed -> {
                response.setContentType(streamed.contentType());
                ((Answer.Stream) answer).writeTo(response.getOutputStream());
            }
        }
    }

    private static void write(String contentType, byte[] body, HttpServletResponse response) throws IOException {
        response.setContentType(contentType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** No endpoint has this path, or none has this method there. */
    private void answerUnmatched(Context context) {
        try {
            String path = context.path();
            List<Endpoint> there = routes.stream()
                    .filter(route -> route.template.matches(path))
                    .map(Route::endpoint)
                    .toList();
            if (isBelowApi(context) && there.stream().noneMatch(Endpoint::isOpen)) {
                caller(context.req());
            }
            if (there.isEmpty()) {
                throw HttpProblem.of(404, "not_found", "There is nothing at this path.");
            }
            String allowed = String.join(", ", methods(there));
            if (context.req().getMethod().equals("OPTIONS")) {
                context.res().setHeader("Allow", allowed);
                context.res().setStatus(204);
                context.res().setContentType(null);
                return;
            }
            throw HttpProblem.of(405, "method_not_allowed", "This path takes " + allowed + ".")
                    .with("Allow", allowed);
        } catch (Throwable failure) {
            answerError(failure, context);
        }
    }

    private static boolean isBelowApi(Context context) {
        String canonical = Exchange.of(context.req()).canonicalPath();
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

    private static void answerError(Throwable failure, Context context) {
        Exchange exchange = Exchange.of(context.req());
        ErrorAnswer answer = ErrorAnswer.to(failure);
        HttpServletResponse response = context.res();
        if (response.isCommitted()) {
            LOG.debug("the answer to {} broke off", exchange.requestId(), failure);
            exchange.abort();
            return;
        }
        if (answer.status() == 500) {
            LOG.error("request {} to {} failed", exchange.requestId(), exchange.route(), failure);
        }
        Body.discardRest(context.req());
        try {
            response.resetBuffer();
            response.setStatus(answer.status());
            answer.headers().forEach(response::setHeader);
            write("application/json", answer.body(exchange.requestId()), response);
        } catch (IOException gone) {
            LOG.debug("nobody was left to read the answer to {}", exchange.requestId(), gone);
        }
    }
}
