package dev.messenger.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services of one data folder, from start to stop. Its methods may be called by any thread.
 *
 * <p>Whatever ends the server, no service outlives it: {@link #close()} stops them in order, and the death of the process does so too.
 */
public final class EmbeddedServices implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServices.class);

    private final DataFolder folder;
    private final @Nullable EmbeddedPostgres postgres;
    private final @Nullable EmbeddedRedis redis;
    private final @Nullable EmbeddedStore store;
    private boolean closed;

    private EmbeddedServices(
            DataFolder folder,
            @Nullable EmbeddedPostgres postgres,
            @Nullable EmbeddedRedis redis,
            @Nullable EmbeddedStore store) {
        this.folder = folder;
        this.postgres = postgres;
        this.redis = redis;
        this.store = store;
    }

    /**
     * Takes hold of the data folder and starts the services asked for, side by side; returns when all of them answer. When one fails, the
     * others are stopped again.
     *
     * @param dataDir the data folder; created when missing
     * @param what the services to start
     * @param settings where the store listens; unused without a store
     * @throws ServiceFailure with one line to show, if another server uses the folder or a service does not start
     */
    public static EmbeddedServices start(Path dataDir, Selection what, StoreSettings settings) {
        DataFolder folder = DataFolder.open(dataDir);
        Path path = folder.path();
        GeneratedSecrets secrets = new GeneratedSecrets(path);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var postgres = begin(threads, what.database(), () -> EmbeddedPostgres.start(path, secrets));
            var redis = begin(threads, what.redis(), () -> EmbeddedRedis.start(path, secrets));
            var store = begin(threads, what.store(), () -> EmbeddedStore.start(path, secrets, settings));
            List<ServiceFailure> failures = new ArrayList<>();
            EmbeddedServices services = new EmbeddedServices(
                    folder, join(postgres, failures), join(redis, failures), join(store, failures));
            if (!failures.isEmpty()) {
                services.close();
                throw failures.getFirst();
            }
            return services;
        }
    }

    /**
     * JDBC URL of the database, with user and password. The user owns the database {@code messenger} and may create others, and has no
     * other powers.
     *
     * @throws IllegalStateException if the database was not asked for
     */
    public String databaseUrl() {
        return required(postgres, "database").url();
    }

    /**
     * {@code redis://} URL with the password.
     *
     * @throws IllegalStateException if Redis was not asked for
     */
    public String redisUrl() {
        return required(redis, "Redis").url();
    }

    /**
     * The store, with its bucket made.
     *
     * @throws IllegalStateException if the store was not asked for
     */
    public StoreCoordinates store() {
        return required(store, "store").coordinates();
    }

    /** Stops Redis and the store, then PostgreSQL, and lets go of the data folder. Takes seconds at most; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Stream.of(redis, store, postgres, folder).filter(Objects::nonNull).forEach(EmbeddedServices::stop);
    }

    private static void stop(AutoCloseable service) {
        try {
            service.close();
        } catch (Exception e) {
            // One that fails must not keep the others running.
            log.warn("{} did not stop in order", service.getClass().getSimpleName(), e);
        }
    }

    private static <T> Future<@Nullable T> begin(ExecutorService threads, boolean wanted, Callable<T> start) {
        return threads.submit(() -> wanted ? start.call() : null);
    }

    private static <T> @Nullable T join(Future<@Nullable T> service, List<ServiceFailure> failures) {
        try {
            return service.get();
        } catch (ExecutionException e) {
            failures.add(
                    e.getCause() instanceof ServiceFailure failure
                            ? failure
                            : new ServiceFailure("An embedded service does not start: " + e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(new ServiceFailure("The start was interrupted.", e));
        }
        return null;
    }

    private static <T> T required(@Nullable T service, String name) {
        if (service == null) {
            throw new IllegalStateException("The embedded " + name + " was not asked for");
        }
        return service;
    }
}
