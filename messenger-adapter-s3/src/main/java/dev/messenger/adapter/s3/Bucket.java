package dev.messenger.adapter.s3;

import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.Unavailable;
import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests to the store. Each succeeds, or fails as {@link Unavailable}, within 5 seconds (rule D5). Thread-safe. */
final class Bucket implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Bucket.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(4);

    /** Limits what the timeout of the call does not interrupt, such as a slow name server. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(4500);

    private static final int MAX_CALLS = 64;

    private static final Set<String> NO_SUCH_OBJECT = Set.of("NoSuchKey", "NoSuchObject");
    private static final Set<String> BUCKET_EXISTS = Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");

    private final MinioAsyncClient client;
    private final String name;

    /** Whether the outage is logged already. */
    private final AtomicBoolean away = new AtomicBoolean();

    Bucket(S3Settings settings) {
        name = settings.bucket();
        client = MinioAsyncClient.builder()
                .endpoint(settings.endpoint().toString())
                .credentials(settings.accessKey(), settings.secretKey())
                .region(settings.region())
                .httpClient(httpClient(), true)
                .build();
        if (settings.pathStyle()) {
            client.disableVirtualStyleEndpoint();
        } else {
            client.enableVirtualStyleEndpoint();
        }
    }

    private static OkHttpClient httpClient() {
        Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
        dispatcher.setMaxRequests(MAX_CALLS);
        dispatcher.setMaxRequestsPerHost(MAX_CALLS);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(CONNECT_TIMEOUT)
                .callTimeout(CALL_TIMEOUT)
                .build();
    }

    Optional<StatObjectResponse> stat(ObjectKey key) {
        StatObjectArgs request =
                StatObjectArgs.builder().bucket(name).object(key.value()).build();
        return unlessMissing(() -> client.statObject(request));
    }

    void remove(ObjectKey key) {
        RemoveObjectArgs request =
                RemoveObjectArgs.builder().bucket(name).object(key.value()).build();
        unlessMissing(() -> client.removeObject(request));
    }

    boolean exists() {
        try {
            return send(() ->
                    client.bucketExists(BucketExistsArgs.builder().bucket(name).build()));
        } catch (ErrorResponseException e) {
            throw unavailable(e);
        }
    }

    /** Creates the bucket, unless another node creates it at the same time. */
    void create() {
        try {
            send(() -> client.makeBucket(MakeBucketArgs.builder().bucket(name).build()));
        } catch (ErrorResponseException e) {
            if (!BUCKET_EXISTS.contains(e.errorResponse().code())) {
                throw unavailable(e);
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private <T> Optional<T> unlessMissing(Request<T> request) {
        try {
            return Optional.ofNullable(send(request));
        } catch (ErrorResponseException e) {
            if (NO_SUCH_OBJECT.contains(e.errorResponse().code())) {
                return Optional.empty();
            }
            throw unavailable(e);
        }
    }

    private <T> T send(Request<T> request) throws ErrorResponseException {
        try {
            T response = request.send().get(REQUEST_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
            if (away.compareAndSet(true, false)) {
                log.info("The object store answers again");
            }
            return response;
        } catch (ExecutionException e) {
            throw refusalIn(e);
        } catch (MinioException | TimeoutException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    /** The store's error response among the causes of a failure. Without one the store is unavailable. */
    private ErrorResponseException refusalIn(ExecutionException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ErrorResponseException refusal) {
                return refusal;
            }
        }
        throw unavailable(failure);
    }

    private Unavailable unavailable(Exception cause) {
        if (away.compareAndSet(false, true)) {
            log.warn("The object store is unavailable: {}", reason(cause));
        }
        Unavailable unavailable =
                new Unavailable("storage_unavailable", "The file store does not answer. Try again in a while.");
        unavailable.initCause(cause);
        return unavailable;
    }

    /** One line; the client's own text contains the whole request. */
    private static String reason(Exception failure) {
        if (failure instanceof ErrorResponseException refusal) {
            return refusal.errorResponse().code() + ", "
                    + refusal.errorResponse().message();
        }
        return failure instanceof ExecutionException wrapper ? String.valueOf(wrapper.getCause()) : failure.toString();
    }

    @FunctionalInterface
    private interface Request<T> {
        CompletableFuture<T> send() throws MinioException;
    }
}
