package dev.messenger.adapter.http.health;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.HttpProblem;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Liveness of the server and readiness of its services.
 *
 * @param database pings the database within a second or two
 * @param redis pings Redis, likewise
 */
public record HealthEndpoints(BooleanSupplier database, BooleanSupplier redis) implements EndpointModule {

    private static final String TAG = "Health";

    record Health(String status) {}

    record Readiness(String status, String db, String redis) {}

    record NotReady(String status, boolean db, boolean redis) {}

    /** The one error whose detail is an object (rule C3). */
    record NotReadyError(NotReady detail, String code, String requestId) {}

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                alive("/health", "Check health"),
                alive("/health/live", "Check liveness"),
                Endpoint.get("/health/ready", TAG, "Check readiness")
                        .open()
                        .description(
                                "Redis away is not ready, yet requests are served: point balancers at /health/live.")
                        .returns(200, Readiness.class)
                        .fails(503, NotReadyError.class)
                        .handle(request -> readiness()));
    }

    private static Endpoint alive(String path, String summary) {
        return Endpoint.get(path, TAG, summary)
                .open()
                .returns(200, Health.class)
                .handle(request -> new Health("ok"));
    }

    private Readiness readiness() {
        boolean db = database.getAsBoolean();
        boolean cache = redis.getAsBoolean();
        if (!db || !cache) {
            throw HttpProblem.of(503, "not_ready", new NotReady("not_ready", db, cache));
        }
        return new Readiness("ready", "ok", "ok");
    }
}
