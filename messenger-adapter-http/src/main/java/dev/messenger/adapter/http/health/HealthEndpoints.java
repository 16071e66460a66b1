package dev.messenger.adapter.http.health;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.HttpProblem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Liveness of the server and readiness of its services (rule O6). */
public final class HealthEndpoints implements EndpointModule {

    private static final String TAG = "Health";
    private static final String STOPPING = "The server is about to stop; use another node.";

    record Health(String status) {}

    record Readiness(String status, String db, String redis, String store) {}

    /** @param reasons a sentence for each service that is not ready */
    record NotReady(String status, boolean db, boolean redis, boolean store, List<String> reasons) {}

    private final Check database;
    private final Check redis;
    private final Check store;
    private final BooleanSupplier stopping;

    /**
     * Each of the first three looks at a service within a few seconds, and returns what is wrong with it, as a sentence without secrets,
     * or empty when it does all that the server needs.
     *
     * @param stopping whether balancers should choose another node, since this one is about to stop (rule O1)
     */
    public HealthEndpoints(
            Supplier<Optional<String>> database,
            Supplier<Optional<String>> redis,
            Supplier<Optional<String>> store,
            BooleanSupplier stopping) {
        this.database = new Check(database);
        this.redis = new Check(redis);
        this.store = new Check(store);
        this.stopping = stopping;
    }

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
                                "Without Redis or the store it is not ready, yet serves requests: point balancers at /health/live.")
                        .returns(200, Readiness.class)
                        .fails(503, NotReadyError.class)
                        .handle(request -> readiness()));
    }

    private Endpoint alive(String path, String summary) {
        return Endpoint.get(path, TAG, summary)
                .open()
                .returns(200, Health.class)
                .fails(503)
                .handle(request -> {
                    if (stopping.getAsBoolean()) {
                        throw HttpProblem.of(503, "stopping", STOPPING).with("Retry-After", "1");
                    }
                    return new Health("ok");
                });
    }

    private Readiness readiness() {
        if (stopping.getAsBoolean()) {
            throw HttpProblem.of(503, "stopping", new NotReady("stopping", true, true, true, List.of(STOPPING)))
                    .with("Retry-After", "1");
        }
        Optional<String> ofDatabase;
        Optional<String> ofRedis;
        Optional<String> ofStore;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Optional<String>> redisLooked = CompletableFuture.supplyAsync(redis::trouble, threads);
            CompletableFuture<Optional<String>> storeLooked = CompletableFuture.supplyAsync(store::trouble, threads);
            ofDatabase = database.trouble();
            ofRedis = redisLooked.join();
            ofStore = storeLooked.join();
        }
        List<String> reasons = Stream.of(ofDatabase, ofRedis, ofStore)
                .flatMap(Optional::stream)
                .toList();
        if (!reasons.isEmpty()) {
            throw HttpProblem.of(
                    503,
                    "not_ready",
                    new NotReady("not_ready", ofDatabase.isEmpty(), ofRedis.isEmpty(), ofStore.isEmpty(), reasons));
        }
        return new Readiness("ready", "ok", "ok", "ok");
    }
}
