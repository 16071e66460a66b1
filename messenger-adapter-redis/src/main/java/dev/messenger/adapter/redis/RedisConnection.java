package dev.messenger.adapter.redis;

import dev.messenger.domain.shared.Unavailable;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Optional;
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
 * One multiplexed connection to a Redis that may be away: at the start, for a while, or for good (rule L2). It connects in the
 * background and reconnects whenever the connection is lost; meanwhile commands fail at once instead of waiting in a queue.
 * Thread-safe.
 */
public final class RedisConnection implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisConnection.class);

    /** How long a connection may take until it answers, TLS and login included. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Sockets whose peers the operating system checks. */
    static final SocketOptions SOCKETS = SocketOptions.builder()
            .connectTimeout(CONNECT_TIMEOUT)
            .keepAlive(SocketOptions.KeepAliveOptions.builder()
                    .enable()
                    .idle(Duration.ofSeconds(4))
                    .interval(Duration.ofSeconds(2))
                    .count(3)
                    .build())
            .build();

    private static final Duration FIRST_CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(500);

    /** The maximum number of unanswered commands, so that a Redis that hangs does not fill the memory. */
    private static final int MAX_UNANSWERED = 4096;

    private final RedisURI uri;
    private final Duration timeout;
    private final int maxForgotten;
    private final ClientResources resources;
    private final RedisClient client;
    private final AtomicReference<@Nullable Link> link = new AtomicReference<>();
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * An established connection.
     *
     * @param permits for unanswered commands of {@link #sendAndForget}
     */
    private record Link(StatefulRedisConnection<String, String> connection, Semaphore permits) {}

    private RedisConnection(RedisSettings settings, int maxUnanswered) {
        uri = RedisURI.create(settings.url());
        uri.setTimeout(CONNECT_TIMEOUT); // of the handshake: commands have a timeout of their own
        timeout = settings.timeout();
        maxForgotten = maxUnanswered / 2; // leaves room for commands whose callers wait
        resources = ClientResources.builder()
                .reconnectDelay(Delay.constant(RECONNECT_DELAY))
                .build();
        client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(true)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .requestQueueSize(maxUnanswered)
                .socketOptions(SOCKETS)
                .build());
    }

    /** Tries to connect for a second at most, and then goes on trying in the background. */
    public static RedisConnection open(RedisSettings settings) {
        return open(settings, MAX_UNANSWERED);
    }

    /** {@link #open(RedisSettings)} with another limit of unanswered commands. */
    static RedisConnection open(RedisSettings settings, int maxUnanswered) {
        RedisConnection redis = new RedisConnection(settings, maxUnanswered);
        redis.connect()
                .copy()
                .completeOnTimeout(null, FIRST_CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return redis;
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @throws Unavailable when there is no connection, or no answer in time, and the command may have been executed; or when Redis
     *     answers with an error: it is loading, read-only, full, or the user may not do that (rule O3)
     * @throws RedisNoScriptException when Redis does not know the script
     */
    public <T> T call(Function<RedisAsyncCommands<String, String>, RedisFuture<T>> command) {
        return send(command).get();
    }

    /**
     * Sends a command now, after all that were sent before.
     *
     * @return waits for the answer as {@link #call} does; call it once
     * @throws Unavailable when there is no connection
     */
    <T> Supplier<T> send(Function<RedisAsyncCommands<String, String>, RedisFuture<T>> command) {
        Link current = link.get();
        if (current == null) {
            throw unavailable("there is no connection", null);
        }
        try {
            RedisFuture<T> sent = command.apply(current.connection.async());
            return () -> answer(sent);
        } catch (RedisException e) {
            throw unavailable("the connection is lost", e);
        }
    }

    /**
     * Sends a command that may get lost, without waiting for its result. It is not sent without a connection, nor while too many
     * are unanswered.
     *
     * @return whether it was sent
     */
    public boolean sendAndForget(Function<RedisAsyncCommands<String, String>, RedisFuture<?>> command) {
        Link current = link.get();
        if (current == null || !current.permits.tryAcquire()) {
            return false;
        }
        try {
            var unused = command.apply(current.connection.async())
                    .whenComplete((answer, failure) -> current.permits.release());
            return true;
        } catch (RedisException e) {
            current.permits.release();
            log.debug("A command to Redis was not sent", e);
            return false;
        }
    }

    /**
     * What keeps Redis from storing data, as a sentence; empty when nothing does. Takes the timeout of a command at most.
     *
     * @param key is overwritten
     */
    public Optional<String> trouble(String key) {
        try {
            var unused = call(commands -> commands.set(key, "", SetArgs.Builder.px(1_000)));
            return Optional.empty();
        } catch (Unavailable e) {
            return Optional.of(e.detail());
        }
    }

    /** Closes the connection; commands fail from now on. */
    @Override
    public void close() {
        closed = true;
        client.shutdown(Duration.ZERO, CONNECT_TIMEOUT);
        resources.shutdown(0, CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private <T> T answer(RedisFuture<T> future) {
        try {
            return inTime(future);
        } catch (RedisNoScriptException e) {
            throw e;
        } catch (RedisCommandExecutionException e) {
            throw unavailable("it refuses: " + firstWord(e), e);
        } catch (TimeoutException e) {
            throw unavailable("it did not answer within " + timeout.toMillis() + " ms", e);
        } catch (RedisException | CancellationException e) {
            throw unavailable("the connection broke", e);
        }
    }

    /** The kind of an error, such as {@code READONLY}; what follows may name keys. */
    private static String firstWord(RedisCommandExecutionException error) {
        return String.valueOf(error.getMessage()).split(" ", 2)[0];
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
            future.cancel(false); // removes it from the queue when it timed out; has no effect on an answered one
        }
    }

    /** One attempt, and another one later if it fails. The result completes after the first attempt, and never exceptionally. */
    private CompletableFuture<@Nullable Void> connect() {
        return client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture().handle((connection, failure) -> {
            if (failure == null) {
                failing.set(false);
                Link made = new Link(connection, new Semaphore(maxForgotten));
                link.set(made);
                Pulse.start(
                        resources.eventExecutorGroup(), connection, connection.async()::ping, () -> dropSilent(made));
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

    /** Warns at the first failure, with the cause: a Redis that refuses the password would look like one that is away. */
    private void report(Throwable failure) {
        if (failing.compareAndSet(false, true)) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            log.warn(
                    "No connection to Redis at {}:{}, trying again: {}",
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

    private void dropSilent(Link silent) {
        if (!closed && link.compareAndSet(silent, null)) {
            log.warn("Redis has been silent for {} s: connecting again", Pulse.MAX_SILENCE.toSeconds());
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
