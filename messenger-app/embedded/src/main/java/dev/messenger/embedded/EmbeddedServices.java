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
 * The running services of one data folder. Thread-safe.
 *
 * <p>A service that ends or hangs is started again at its address (rule O7). No service outlives this process: {@link #close()} stops them in order, and so does the death of the process.
 */
public final class EmbeddedServices implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServices.class);

    private final DataFolder folder;
    private final @Nullable EmbeddedPostgres postgres;
    private final @Nullable EmbeddedRedis redis;
    private final @Nullable EmbeddedStore store;
    private final List<Supervisor> supervisors = new ArrayList<>();
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
     * Locks the data folder, starts the selected services in parallel and returns when all of them answer. When one fails, the others
     * are stopped again.
     *
     * @param dataDir the data folder; created when missing
     * @param selection the services to start
     * @param settings where the store listens; unused without a store
     * @throws ServiceFailure if another server uses the folder, or a service does not start
     */
    public static EmbeddedServices start(Path dataDir, Selection selection, StoreSettings settings) {
        DataFolder folder = DataFolder.open(dataDir);
        Path path = folder.path();
        GeneratedSecrets secrets = new GeneratedSecrets(path);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var postgres = startIf(threads, selection.database(), () -> EmbeddedPostgres.start(path, secrets));
            var redis = startIf(threads, selection.redis(), () -> EmbeddedRedis.start(path, secrets));
            var store = startIf(threads, selection.store(), () -> EmbeddedStore.start(path, secrets, settings));
            List<ServiceFailure> failures = new ArrayList<>();
            EmbeddedServices services = new EmbeddedServices(
                    folder, join(postgres, failures), join(redis, failures), join(store, failures));
            if (!failures.isEmpty()) {
                services.close();
                throw failures.getFirst();
            }
            services.supervise();
            return services;
        }
    }

    /**
     * JDBC URL of the database, with user and password. The user owns the database {@code messenger}, may create other databases and
     * has no other privileges.
     *
     * @throws IllegalStateException if the database was not selected
     */
    public String databaseUrl() {
        return required(postgres, "database").url();
    }

    /**
     * {@code redis://} URL with the password.
     *
     * @throws IllegalStateException if Redis was not selected
     */
    public String redisUrl() {
        return required(redis, "Redis").url();
    }

    /**
     * The store, with an existing bucket.
     *
     * @throws IllegalStateException if the store was not selected
     */
    public StoreCoordinates store() {
        return required(store, "store").coordinates();
    }

    /**
     * Whether the disk of the store has room for an object of so many bytes.
     *
     * @throws IllegalStateException if the store was not selected
     */
    public boolean storeHasRoom(long bytes) {
        return required(store, "store").hasRoom(bytes);
    }

    /** Stops Redis and the store, then PostgreSQL, and unlocks the data folder, within seconds. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        supervisors.forEach(Supervisor::close);
        Stream.of(redis, store, postgres, folder).filter(Objects::nonNull).forEach(EmbeddedServices::stop);
    }

    /** From now on, services that end or hang are started again (rule O7). */
    private synchronized void supervise() {
        Stream.<@Nullable Supervised>of(postgres, redis, store)
                .filter(Objects::nonNull)
                .forEach(service -> supervisors.add(new Supervisor(service)));
    }

    private static void stop(AutoCloseable service) {
        try {
            service.close();
        } catch (Exception e) {
            // The others have to stop all the same.
            log.warn("{} does not stop in order", service.getClass().getSimpleName(), e);
        }
    }

    private static <T> Future<@Nullable T> startIf(ExecutorService threads, boolean selected, Callable<T> start) {
        return threads.submit(() -> selected ? start.call() : null);
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
            throw new IllegalStateException("The embedded " + name + " is not selected");
        }
        return service;
    }
}
