package dev.messenger.adapter.redis;

import dev.messenger.domain.shared.Unavailable;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One multiplexed connection to a Redis that may be away: at the start, for a while, or for good (rule L2). It is made in the
 * background and made again whenever it is lost; a command meanwhile fails at once instead of waiting in a queue.
 * Thread-safe.
 */
public final class RedisConnection implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisConnection.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration FIRST_CONNECT_PATIENCE = Duration.ofSeconds(1);
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(500);

    /** A peer that vanished without a word (power cut, firewall) is let go: TCP would hold on to it for a quarter of an hour. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    /** How many commands may wait for an answer, so that a Redis that hangs does not fill the memory. */
    private static final int MAX_UNANSWERED = 4096;

    private final RedisURI uri;
    private final Duration timeout;
    private final int maxTold;
    private final ClientResources resources;
    private final RedisClient client;
    private final AtomicReference<@Nullable Line> line = new AtomicReference<>();
    private final AtomicReference<@Nullable Long> silentSince = new AtomicReference<>();
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * A connection that was made.
     *
     * @param telling a permit for each command that may be told before others are answered
     */
    private record Line(StatefulRedisConnection<String, String> connection, Semaphore telling) {}

    private RedisConnection(RedisSettings settings, int maxUnanswered) {
        uri = RedisURI.create(settings.url());
        uri.setTimeout(CONNECT_TIMEOUT); // of the handshake: commands have their own
        timeout = settings.timeout();
        maxTold = maxUnanswered / 2; // what nobody waits for leaves room for what somebody does
        resources = ClientResources.builder()
                .reconnectDelay(Delay.constant(RECONNECT_DELAY))
                .build();
        client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(true)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .requestQueueSize(maxUnanswered)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(true)
                        .build())
                .build());
    }

    /** Connects, for a second at most; when there is no Redis by then, it goes on trying in the background. */
    public static RedisConnection open(RedisSettings settings) {
        return open(settings, MAX_UNANSWERED);
    }

    /** {@link #open(RedisSettings)} with another bound. */
    static RedisConnection open(RedisSettings settings, int maxUnanswered) {
        RedisConnection redis = new RedisConnection(settings, maxUnanswered);
        redis.connect()
                .copy()
                .completeOnTimeout(null, FIRST_CONNECT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return redis;
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @throws Unavailable when there is no connection or no answer in time; the command may have been carried out
     * @throws RedisCommandExecutionException when Redis answers with an error
     */
    public <T> T call(Function<RedisAsyncCommands<String, String>, RedisFuture<T>> command) {
        return send(command).get();
    }

    /**
     * Sends a command now, behind all that were sent before.
     *
     * @return waits for its answer, as {@link #call} does; to be asked once
     * @throws Unavailable when there is no connection
     */
    <T> Supplier<T> send(Function<RedisAsyncCommands<String, String>, RedisFuture<T>> command) {
        Line current = line.get();
        if (current == null) {
            throw unavailable("there is no connection", null);
        }
        try {
            RedisFuture<T> sent = command.apply(current.connection.async());
            return () -> answer(current, sent);
        } catch (RedisException e) {
            throw unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Sends a command and does not wait: for what may be lost. Nobody learns what became of it. It is not sent without a connection,
     * nor while too many are unanswered.
     *
     * @return whether it was sent
     */
    public boolean tell(Function<RedisAsyncCommands<String, String>, RedisFuture<?>> command) {
        Line current = line.get();
        if (current == null || !current.telling.tryAcquire()) {
            return false;
        }
        try {
            var unused = command.apply(current.connection.async())
                    .whenComplete((answer, failure) -> current.telling.release());
            return true;
        } catch (RedisException e) {
            current.telling.release();
            log.debug("A command to Redis was not sent", e);
            return false;
        }
    }

    /** Whether Redis answers at this moment; it takes the timeout of a command at most. */
    public boolean isHealthy() {
        try {
            return "PONG".equals(call(RedisAsyncCommands::ping));
        } catch (Unavailable | RedisCommandExecutionException e) {
            return false;
        }
    }

    /** Ends the connection; commands fail from now on. */
    @Override
    public void close() {
        closed = true;
        client.shutdown(Duration.ZERO, CONNECT_TIMEOUT);
        resources.shutdown(0, CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private <T> T answer(Line asked, RedisFuture<T> future) {
        try {
            T answer = inTime(future);
            silentSince.set(null);
            return answer;
        } catch (RedisCommandExecutionException e) {
            silentSince.set(null);
            throw e;
        } catch (TimeoutException e) {
            letGoOfSilent(asked);
            throw unavailable("it did not answer within " + timeout.toMillis() + " ms", e);
        } catch (RedisException | CancellationException e) {
            throw unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private <T> T inTime(RedisFuture<T> future) throws TimeoutException {
        try {
            return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RedisException known ? known : new RedisException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisException("interrupted while waiting for Redis", e);
        } finally {
            future.cancel(false); // drops it from the queue when nobody waits any more; an answered one does not mind
        }
    }

    /** One attempt, and another one later if it fails; the result tells when this one is over, and never fails. */
    private CompletableFuture<@Nullable Void> connect() {
        return client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture().handle((made, failure) -> {
            if (failure == null) {
                silentSince.set(null);
                failing.set(false);
                line.set(new Line(made, new Semaphore(maxTold)));
                log.info("Connected to Redis at {}:{}", uri.getHost(), uri.getPort());
            } else if (!closed) {
                report(failure);
                var unused = resources
                        .eventExecutorGroup()
                        .schedule(this::connectUnlessClosed, RECONNECT_DELAY.toMillis(), TimeUnit.MILLISECONDS);
            }
            return null;
        });
    }

    /** The operator learns of the first failure, and why: a Redis that refuses the password looks like one that is away. */
    private void report(Throwable failure) {
        if (failing.compareAndSet(false, true)) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            log.warn(
                    "No connection to Redis at {}:{}, it is tried again: {}",
                    uri.getHost(),
                    uri.getPort(),
                    cause.getMessage());
        }
        log.debug("No connection to Redis at {}:{}", uri.getHost(), uri.getPort(), failure);
    }

    private void connectUnlessClosed() {
        if (!closed) {
            var unused = connect();
        }
    }

    private void letGoOfSilent(Line silent) {
        long now = System.nanoTime();
        silentSince.compareAndSet(null, now);
        Long since = silentSince.get();
        if (since != null && now - since > LONGEST_SILENCE.toNanos() && line.compareAndSet(silent, null)) {
            log.warn("Redis has been silent for {} s: connecting again", LONGEST_SILENCE.toSeconds());
            var unused = silent.connection.closeAsync();
            connectUnlessClosed();
        }
    }

    private static Unavailable unavailable(String reason, @Nullable Exception cause) {
        Unavailable unavailable = new Unavailable("redis_unavailable", "Redis is not available (" + reason + ").");
        unavailable.initCause(cause);
        return unavailable;
    }
}
