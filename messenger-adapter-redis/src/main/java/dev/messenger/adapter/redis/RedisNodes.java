package dev.messenger.adapter.redis;

import dev.messenger.application.event.port.Wakeups;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.application.realtime.port.Signals;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes wake-ups and signals to the other nodes through a channel of Redis. With Redis away, wake-ups are lost and signals
 * reach this node alone (rule L2). Thread-safe.
 *
 * <p>A message has words separated by spaces: the id of its node, which ignores it, and {@code wake} or the words of a signal.
 */
public final class RedisNodes implements Wakeups, Signals, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisNodes.class);

    private static final Duration RECONNECT_DELAY = Duration.ofMillis(500);
    private static final Duration SHUTDOWN = Duration.ofSeconds(2);
    private static final String WAKE = "wake";

    private final RedisConnection redis;
    private final String channel;
    private final String node = UUID.randomUUID().toString();
    private final RedisURI uri;
    private final ClientResources resources;
    private final RedisClient client;
    private final List<Runnable> wakeupListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Signal>> signalListeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private RedisNodes(RedisConnection redis, RedisSettings settings, String prefix) {
        this.redis = redis;
        this.uri = RedisURI.create(settings.url());
        uri.setTimeout(RedisConnection.CONNECT_TIMEOUT);
        this.channel = prefix + ":nodes:" + uri.getDatabase(); // channels are shared by all databases of a Redis
        this.resources = ClientResources.builder()
                .reconnectDelay(Delay.constant(RECONNECT_DELAY))
                .build();
        this.client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(RedisConnection.SOCKETS)
                .build());
    }

    /**
     * Subscribes as soon as there is a Redis, and again whenever it is back.
     *
     * @param redis publishes to the channel
     * @param prefix of the channel, which nodes share
     */
    public static RedisNodes open(RedisConnection redis, RedisSettings settings, String prefix) {
        RedisNodes nodes = new RedisNodes(redis, settings, prefix);
        nodes.connect();
        return nodes;
    }

    @Override
    public void wakeOthers() {
        publish(WAKE);
    }

    @Override
    public void onWakeup(Runnable listener) {
        wakeupListeners.add(listener);
    }

    @Override
    public void send(Signal signal) {
        signalListeners.forEach(listener -> listener.accept(signal));
        publish(words(signal));
    }

    @Override
    public void onSignal(Consumer<Signal> listener) {
        signalListeners.add(listener);
    }

    /** Stops listening and publishing. */
    @Override
    public void close() {
        closed = true;
        client.shutdown(Duration.ZERO, SHUTDOWN);
        resources.shutdown(0, SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private void publish(String text) {
        redis.sendAndForget(commands -> commands.publish(channel, node + " " + text));
    }

    private void connect() {
        if (closed) {
            return;
        }
        var unused = client.connectPubSubAsync(StringCodec.UTF8, uri)
                .toCompletableFuture()
                .handle((connection, failure) -> {
                    if (failure == null) {
                        subscribe(connection);
                    } else if (!closed) {
                        log.debug("No connection to Redis for its channel", failure);
                        var unusedToo = resources
                                .eventExecutorGroup()
                                .schedule(this::connect, RECONNECT_DELAY.toMillis(), TimeUnit.MILLISECONDS);
                    }
                    return null;
                });
    }

    /** Lettuce subscribes again after each reconnect, which wakes the listeners up for what they missed meanwhile. */
    private void subscribe(StatefulRedisPubSubConnection<String, String> connection) {
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, String text) {
                receive(text);
            }

            @Override
            public void subscribed(String to, long count) {
                wakeupListeners.forEach(Runnable::run);
            }
        });
        var unused = connection.async().subscribe(channel).whenComplete((answer, refusal) -> {
            if (refusal != null && !closed) {
                log.warn("Redis refuses the subscription, nodes hear of one another late: {}", refusal.getMessage());
            }
        });
        Pulse.start(resources.eventExecutorGroup(), connection, connection.async()::ping, () -> {
            if (closed) {
                return;
            }
            log.warn(
                    "The subscription at Redis has been silent for {} s: subscribing again",
                    Pulse.MAX_SILENCE.toSeconds());
            var unusedToo = connection.closeAsync();
            connect();
        });
    }

    private void receive(String text) {
        String[] words = text.split(" ");
        if (words[0].equals(node)) {
            return;
        }
        try {
            if (words[1].equals(WAKE)) {
                wakeupListeners.forEach(Runnable::run);
            } else {
                Signal signal = signal(words);
                signalListeners.forEach(listener -> listener.accept(signal));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            log.debug("Ignored an unknown message from a node of another version", e);
        }
    }

    private static String words(Signal signal) {
        return switch (signal) {
            case Signal.Doing doing ->
                "doing %d %d %s %b %s"
                        .formatted(
                                doing.chat().value(),
                                doing.user().value(),
                                doing.activity().name(),
                                doing.active(),
                                doing.connection());
            case Signal.Present present ->
                "present %d %b".formatted(present.user().value(), present.online());
        };
    }

    private static Signal signal(String[] words) {
        return switch (words[1]) {
            case "doing" ->
                new Signal.Doing(
                        new ChatId(Long.parseLong(words[2])),
                        new UserId(Long.parseLong(words[3])),
                        Signal.Activity.valueOf(words[4]),
                        Boolean.parseBoolean(words[5]),
                        UUID.fromString(words[6]));
            case "present" -> new Signal.Present(new UserId(Long.parseLong(words[2])), Boolean.parseBoolean(words[3]));
            default -> throw new IllegalArgumentException(words[1]);
        };
    }
}
