package dev.messenger.app;

import dev.messenger.adapter.http.endpoint.AccessCheck;
import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.health.HealthEndpoints;
import dev.messenger.adapter.http.realtime.RealtimeSockets;
import dev.messenger.adapter.http.server.HttpServer;
import dev.messenger.adapter.http.server.HttpSettings;
import dev.messenger.adapter.http.server.UserLimits;
import dev.messenger.adapter.inmemory.shared.InMemoryRateLimiter;
import dev.messenger.adapter.jdbc.JdbcStore;
import dev.messenger.adapter.redis.RateLimiterWithFallback;
import dev.messenger.adapter.redis.RedisConnection;
import dev.messenger.adapter.redis.RedisNodes;
import dev.messenger.adapter.redis.RedisPresence;
import dev.messenger.adapter.redis.RedisRateLimiter;
import dev.messenger.adapter.redis.RedisSettings;
import dev.messenger.adapter.s3.S3MediaStorage;
import dev.messenger.adapter.security.AesSecretBox;
import dev.messenger.adapter.security.SecureRandomness;
import dev.messenger.app.account.Argon2idHasher;
import dev.messenger.app.account.AuthenticatorCodes;
import dev.messenger.app.account.JwtTokens;
import dev.messenger.app.config.Configuration;
import dev.messenger.app.config.HttpConfiguration;
import dev.messenger.app.config.StartupFailure;
import dev.messenger.application.Background;
import dev.messenger.application.Messenger;
import dev.messenger.application.Ports;
import dev.messenger.application.account.SessionExpiry;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.account.port.SecurityPorts;
import dev.messenger.application.message.MessageViews;
import dev.messenger.application.people.port.Presence;
import dev.messenger.application.realtime.Realtime;
import dev.messenger.application.realtime.RealtimeLimits;
import dev.messenger.application.realtime.RealtimeViews;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.domain.account.SessionId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running messenger server: the composition root. */
public final class Server implements AutoCloseable {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    /** A slower realtime connection is closed. Updates are shared, so a queue holds references only. */
    private static final int MAX_QUEUED_UPDATES = 1_000;

    /** The part of the heap that realtime connections may fill with updates that their clients have not read. */
    private static final int QUEUED_UPDATES_HEAP_PART = 8;

    private static final Duration SESSION_CHECK = Duration.ofSeconds(1);

    private static final String REDIS_PREFIX = "messenger";

    private final Configuration configuration;
    private final Resources resources;
    private final Services services;
    private final HttpServer http;
    private final AtomicBoolean stopping;

    private Server(
            Configuration configuration,
            Resources resources,
            Services services,
            HttpServer http,
            AtomicBoolean stopping) {
        this.configuration = configuration;
        this.resources = resources;
        this.services = services;
        this.http = http;
        this.stopping = stopping;
    }

    /**
     * Starts everything and returns when the server accepts requests.
     *
     * @throws StartupFailure with one line for the operator; nothing keeps running
     */
    public static Server start(Configuration configuration) {
        requireFreePort(configuration.http());
        Resources resources = new Resources();
        try {
            Services services = Services.find(configuration, resources);
            return assemble(configuration, services, resources);
        } catch (RuntimeException e) {
            resources.close();
            throw e;
        }
    }

    /** Fails before the services start, which takes seconds. The HTTP server reports a port that is taken meanwhile. */
    private static void requireFreePort(HttpConfiguration http) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(http.host(), http.port()));
        } catch (IOException | IllegalArgumentException e) {
            throw new StartupFailure(
                    "Cannot listen at %s:%d (HTTP_HOST, HTTP_PORT): the port is in use, or may not be used."
                            .formatted(http.host(), http.port()),
                    e);
        }
    }

    private static Server assemble(Configuration configuration, Services services, Resources resources) {
        InstantSource clock = Clock.systemUTC();
        SecureRandomness randomness = new SecureRandomness();
        S3MediaStorage files = ServiceClients.objectStore(configuration, services, clock, resources);
        JdbcStore store = resources.add(ServiceClients.database(services.databaseUrl()));
        RedisConnection redis = resources.add(ServiceClients.redis(RedisSettings.of(services.redisUrl())));
        RateLimiter limiter =
                new RateLimiterWithFallback(new RedisRateLimiter(redis, REDIS_PREFIX), new InMemoryRateLimiter(clock));
        SecurityPorts security = new SecurityPorts(
                resources.add(new Argon2idHasher()),
                new JwtTokens(
                        services.jwtSecret(),
                        configuration.previousJwtSecret(),
                        configuration.settings().accounts().accessTokenTtl(),
                        randomness),
                new AuthenticatorCodes(),
                new AesSecretBox(services.secretsKey()),
                randomness);
        RedisPresence presence = resources.add(new RedisPresence(redis, REDIS_PREFIX, clock));
        Ports ports = new Ports(
                store.ports(),
                files,
                limiter,
                security,
                ServiceClients.mailer(configuration, clock, randomness),
                presence);
        ExecutorService batches = resources.add(Executors.newCachedThreadPool(
                Thread.ofPlatform().name("batch-", 1).daemon().factory()));
        Messenger messenger = Messenger.over(ports, configuration.settings(), clock, batches);
        Realtime realtime = realtime(configuration, services, ports, messenger, redis, clock, resources);
        AccessCheck access = accessCheck(messenger, ports.presence(), realtime);
        AtomicBoolean stopping = new AtomicBoolean();
        List<Endpoint> endpoints = Routes.of(
                messenger,
                realtime,
                access,
                new HealthEndpoints(store::trouble, presence::trouble, files::trouble, stopping::get));
        RealtimeSockets sockets = new RealtimeSockets(realtime, access);
        HttpServer http = resources.add(HttpServer.start(
                httpSettings(configuration),
                endpoints,
                access,
                new UserLimits(
                        configuration.requests().readsPerMinute(),
                        configuration.requests().writesPerMinute(),
                        (user, limit) -> limiter.take(new Limit(
                                "endpoint-" + limit.name(), user.toString(), limit.permits(), limit.window())),
                        clock),
                () -> randomness.uuid().toString(),
                sockets));
        resources.add(sockets);
        resources.add(realtime::endStreams); // otherwise the HTTP server would wait for them
        messenger
                .account()
                .upkeep()
                .revocations()
                .onRevoked(ended -> realtime.signOut(caller -> ended.contains(caller.session())));
        return new Server(configuration, resources, services, http, stopping);
    }

    private static Realtime realtime(
            Configuration configuration,
            Services services,
            Ports ports,
            Messenger messenger,
            RedisConnection redis,
            InstantSource clock,
            Resources resources) {
        RedisNodes nodes = resources.add(RedisNodes.open(redis, RedisSettings.of(services.redisUrl()), REDIS_PREFIX));
        Background background = resources.add(Background.start(messenger, nodes, new FailureLog(clock)));
        Realtime realtime = resources.add(Realtime.start(
                ports.realtime(nodes),
                new RealtimeViews(
                        messenger.chats().browsing(),
                        new MessageViews(ports.storage(), configuration.settings()),
                        messenger.people().profiles()),
                background.feed(),
                clock,
                ports.security().randomness(),
                new RealtimeLimits(
                        MAX_QUEUED_UPDATES,
                        Runtime.getRuntime().maxMemory() / QUEUED_UPDATES_HEAP_PART,
                        configuration.connectionsPerUser())));
        SessionExpiry expiry = messenger.account().upkeep().sessionExpiry();
        background.feed().follow("realtime-sessions", SESSION_CHECK, () -> {
            Set<SessionId> ended = expiry.endedOf(realtime.sessions());
            realtime.signOut(caller -> ended.contains(caller.session()));
            return false;
        });
        return realtime;
    }

    /** A request makes its sender online (rule P1). */
    private static AccessCheck accessCheck(Messenger messenger, Presence presence, Realtime realtime) {
        return token -> {
            Principal caller = messenger.account().authentication().authenticate(token);
            presence.touch(caller.user());
            realtime.touch(caller.user());
            return caller;
        };
    }

    private static HttpSettings httpSettings(Configuration configuration) {
        HttpConfiguration http = configuration.http();
        return new HttpSettings(
                http.host(),
                http.port(),
                new HashSet<>(http.corsOrigins()),
                http.trustedProxies(),
                STOP_TIMEOUT,
                http.clients());
    }

    /** The port on which the server listens. */
    public int port() {
        return http.port();
    }

    /** One screen for the operator: services, data folder, and the URL to open next. */
    public String greeting() {
        String host = configuration.http().host();
        String shown = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        List<String> lines = new ArrayList<>(services.description());
        lines.add("mail       "
                + (configuration.smtp() == null
                        ? "files in " + configuration.dataDir().resolve("mail")
                        : configuration.smtp()));
        lines.add("data       " + configuration.dataDir());
        lines.add("");
        lines.add("Messenger is ready. Open http://" + shown + ":" + port() + "/docs");
        return String.join(System.lineSeparator(), lines);
    }

    /**
     * Tells balancers and clients for a while that it is about to stop (rule O1), then stops accepting requests, finishes those that run,
     * and closes all resources in reverse order. A second call does nothing.
     */
    @Override
    public void close() {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        http.drain();
        try {
            Thread.sleep(configuration.http().shutdownDelay());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        resources.close();
    }
}
